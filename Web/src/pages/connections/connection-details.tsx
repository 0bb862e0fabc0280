import type { Children } from "preact";
import type { ConnectionRecord } from "../../api/records";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { formatNumber } from "../../ui/format";
import { integrationName } from "../../ui/integration-icon";
import { Time } from "../../ui/time";
import { StateChip, troubleOf } from "./connection-state";
import { text } from "./connections-text";

/** What a session sees of a connection that it may not change. */
export function ConnectionDetails({ connection, onClose }: { connection: ConnectionRecord; onClose: () => void }) {
    const { activity } = connection;
    const trouble = troubleOf(connection);
    const facts: [label: string, value: Children][] = [
        [text.typeLabel, integrationName(connection.type)],
        [text.why, <StateChip connection={connection} />],
        ...(trouble ? [[text.detail, trouble] as [string, Children]] : []),
        [text.columns.rules, formatNumber(activity?.rule_count ?? 0)],
        [text.waiting, formatNumber(activity?.waiting ?? 0)],
        [text.columns.success, activity?.last_success_at ? <Time at={activity.last_success_at} /> : text.never],
        [text.columns.failure, activity?.last_failure_at ? <Time at={activity.last_failure_at} /> : text.never],
        [text.createdAt, <Time at={connection.created_at} />],
    ];
    return (
        <Dialog title={connection.name} onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{text.close}</Button>}>
            <dl class="connection-facts">
                {facts.map(([label, value]) => <div key={label}><dt class="muted">{label}</dt><dd>{value}</dd></div>)}
            </dl>
        </Dialog>
    );
}
