import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import { useSession } from "../../shell/services";
import { Chip } from "../../ui/chip";
import type { Column } from "../../ui/data-table";
import { DataTable } from "../../ui/data-table";
import { formatNumber } from "../../ui/format";
import { integrationName, IntegrationIcon } from "../../ui/integration-icon";
import { Time } from "../../ui/time";
import { ConnectionMenu, type ConnectionTask } from "./connection-menu";
import { StateChip, stateOf, troubleOf } from "./connection-state";
import { text } from "./connections-text";

export interface ConnectionTableProps {
    connections: ConnectionRecord[];
    integrations: Integration[];
    onOpen: (connection: ConnectionRecord) => void;
    onTask: (connection: ConnectionRecord, task: ConnectionTask) => void;
}

export function ConnectionTable({ connections, integrations, onOpen, onTask }: ConnectionTableProps) {
    const { abilities } = useSession();
    const labels = text.columns;
    const columns: Column<ConnectionRecord>[] = [
        { key: "icon", label: labels.type, hidesLabel: true, width: "fit", narrow: "lead", cell: ({ type }) => <IntegrationIcon type={type} size={24} /> },
        { key: "name", label: labels.name, width: "grow", narrow: "title", cell: (connection) => <Name connection={connection} /> },
        { key: "state", label: labels.state, cell: (connection) => <State connection={connection} /> },
        {
            key: "rules", label: labels.rules, width: "fit", align: "end",
            cell: ({ id, activity }) => <Link to={formatPlace({ path: "/workspace/rules", query: { connection: id } })}><span class="number">{formatNumber(activity?.rule_count ?? 0)}</span></Link>,
        },
        { key: "success", label: labels.success, width: "fit", align: "end", cell: ({ activity }) => activity?.last_success_at && <Time at={activity.last_success_at} /> },
        { key: "failure", label: labels.failure, width: "fit", align: "end", cell: ({ activity }) => activity?.last_failure_at && <Time at={activity.last_failure_at} /> },
        { key: "updated", label: labels.updated, width: "fit", align: "end", narrow: "hidden", cell: ({ updated_at }) => <Time at={updated_at} /> },
    ];
    if (abilities.manage_connections) {
        columns.push({
            key: "menu", label: labels.menu, hidesLabel: true, width: "fit", narrow: "aside",
            cell: (connection) => <ConnectionMenu connection={connection} integrations={integrations} onTask={(task) => onTask(connection, task)} />,
        });
    }
    return (
        <DataTable
            label={text.title} columns={columns} rows={connections} keyOf={({ id }) => id} onOpen={onOpen}
            isDim={(connection) => stateOf(connection) === "off"}
        />
    );
}

function Name({ connection }: { connection: ConnectionRecord }) {
    return (
        <span class="connection-name">
            <Link to={formatPlace({ path: "/workspace/connections", query: { open: connection.id } })}>{connection.name}</Link>
            <span class="muted connection-type">{integrationName(connection.type)}{accountOf(connection)}{connection.hidden && <> <Chip>{text.hidden}</Chip></>}</span>
        </span>
    );
}

/** Which account it is, where the provider has told. */
function accountOf({ metadata }: ConnectionRecord): string {
    const name = metadata["account_name"];
    return typeof name === "string" ? ` · ${name}` : "";
}

function State({ connection }: { connection: ConnectionRecord }) {
    const trouble = troubleOf(connection);
    return (
        <span class="connection-state">
            <StateChip connection={connection} />
            {trouble && <span class="muted">{trouble}</span>}
        </span>
    );
}
