import type { Integration } from "../../api/integrations";
import type { RuleRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import { useRouter, useSession } from "../../shell/services";
import type { Column } from "../../ui/data-table";
import { DataTable } from "../../ui/data-table";
import { formatPercent } from "../../ui/format";
import { integrationName, IntegrationIcon } from "../../ui/integration-icon";
import { StatusChip } from "../../ui/status-chip";
import { Time } from "../../ui/time";
import { successRate } from "./rule-filters";
import type { RuleTask } from "./rule-menu";
import { RuleMenu } from "./rule-menu";
import { RuleSwitch } from "./rule-switch";
import { wordsOf } from "./rule-words";
import { text } from "./rules-text";

export interface RuleTableProps {
    rules: RuleRecord[];
    integrations: Integration[];
    onTask: (rule: RuleRecord, task: RuleTask) => void;
    onChanged: () => void;
}

export function RuleTable({ rules, integrations, onTask, onChanged }: RuleTableProps) {
    const router = useRouter();
    const { abilities } = useSession();
    const labels = text.columns;
    const pathOf = ({ id }: RuleRecord) => (abilities.manage
        ? formatPlace({ path: "/workspace/rules", query: { open: id } })
        : formatPlace({ path: "/workspace/events", query: { rule: id } }));
    const columns: Column<RuleRecord>[] = [
        { key: "on", label: labels.on, hidesLabel: true, width: "fit", narrow: "lead", cell: (rule) => <RuleSwitch rule={rule} onChanged={onChanged} /> },
        {
            key: "event", label: labels.event, narrow: "title",
            cell: (rule) => (
                <span class="rule-event">
                    <Link to={pathOf(rule)}><code>{rule.event}</code></Link>
                    <span class="muted">{rule.resource ? `${rule.resource}${rule.resource_id ? ` / ${rule.resource_id}` : ""}` : text.anyResource}</span>
                </span>
            ),
        },
        {
            key: "connection", label: labels.connection,
            cell: ({ type, connection_name }) => (
                <span class="rule-connection"><IntegrationIcon type={type} size={20} /> <span>{connection_name ?? integrationName(type)}</span></span>
            ),
        },
        { key: "action", label: labels.action, cell: (rule) => <ActionWords rule={rule} integrations={integrations} /> },
        { key: "last", label: labels.last, width: "fit", cell: (rule) => rule.activity?.last_status && <LastDelivery rule={rule} /> },
        { key: "rate", label: labels.rate, width: "fit", align: "end", cell: (rule) => <Rate rule={rule} /> },
        {
            key: "menu", label: labels.menu, hidesLabel: true, width: "fit", narrow: "aside",
            cell: (rule) => <RuleMenu rule={rule} onTask={(task) => onTask(rule, task)} />,
        },
    ];
    return (
        <DataTable
            label={text.title} columns={columns} rows={rules} keyOf={({ id }) => id} isDim={({ active }) => !active}
            onOpen={(rule) => router.navigate(pathOf(rule))}
        />
    );
}

function ActionWords({ rule, integrations }: { rule: RuleRecord; integrations: Integration[] }) {
    const { action, target } = wordsOf(rule.metadata, integrations.find(({ type }) => type === rule.type));
    return <span class="rule-words"><span>{action}</span>{target && <span class="muted rule-target">{target}</span>}</span>;
}

function LastDelivery({ rule }: { rule: RuleRecord }) {
    const { last_status, last_at } = rule.activity ?? {};
    return (
        <span class="rule-last">
            {last_status && <StatusChip status={last_status} />}
            {last_at && <span class="muted"><Time at={last_at} /></span>}
        </span>
    );
}

function Rate({ rule }: { rule: RuleRecord }) {
    const rate = successRate(rule);
    return rate === null ? null : <span class="number">{formatPercent(rate)}</span>;
}
