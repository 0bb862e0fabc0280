import type { Children } from "preact";
import { Card } from "../../ui/card";
import { count } from "../../ui/format";
import { IntegrationIcon } from "../../ui/integration-icon";
import { Time } from "../../ui/time";
import { inactiveReason } from "../../text/inactive-reasons";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import type { Dashboard, FailingRule, InactiveConnection } from "./dashboard-data";
import { text } from "./dashboard-text";

export interface AttentionLinks {
    /** The session can mend connections. */
    connections: boolean;
    events: boolean;
}

/** What somebody should look at: connections that stand still, rules that have failed for an hour. */
export function AttentionCard({ data, links }: { data: Dashboard; links: AttentionLinks }) {
    const { inactive_connections, failing_rules } = data.attention;
    if (inactive_connections.length + failing_rules.length === 0) return null;
    return (
        <Card title={text.attention} isFlush>
            <ul class="attention">
                {inactive_connections.map((connection) => <Inactive key={connection.id} connection={connection} hasLink={links.connections} />)}
                {failing_rules.map((rule) => <Failing key={rule.id} rule={rule} hasLink={links.events} />)}
            </ul>
        </Card>
    );
}

function Inactive({ connection, hasLink }: { connection: InactiveConnection; hasLink: boolean }) {
    // Somebody did that on purpose; nothing is broken.
    const isOff = connection.inactive_reason === "manually_inactivated";
    const waiting = connection.waiting > 0 ? ` ${count(connection.waiting, "delivery is", "deliveries are")} waiting.` : "";
    return (
        <Line
            type={connection.type} title={connection.name} since={connection.inactive_since}
            detail={`${inactiveReason(connection.inactive_reason)}.${waiting}`}
            action={hasLink && <Link class="attention-action" to={formatPlace({ path: "/workspace/connections", query: { open: connection.id } })}>{isOff ? text.review : text.reconnect}</Link>}
        />
    );
}

function Failing({ rule, hasLink }: { rule: FailingRule; hasLink: boolean }) {
    return (
        <Line
            type={rule.type} title={<><code>{rule.event}</code> to {rule.connection_name}</>} since={rule.failing_since}
            detail={`${count(rule.failed, "attempt has", "attempts have")} failed since then.`}
            action={hasLink && <Link class="attention-action" to={formatPlace({ path: "/workspace/events", query: { rule: rule.id, status: "failed" } })}>{text.review}</Link>}
        />
    );
}

function Line({ type, title, detail, since, action }: { type: string; title: Children; detail: string; since?: string; action: Children }) {
    return (
        <li class="attention-line">
            <IntegrationIcon type={type} />
            <div class="attention-text">
                <p class="strong">{title}</p>
                <p class="muted">{detail}</p>
            </div>
            {since && <span class="muted attention-since"><Time at={since} /></span>}
            {action}
        </li>
    );
}
