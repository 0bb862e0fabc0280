import type { InactiveReason, Status } from "../../api/records";

export type Range = "24h" | "7d" | "30d";

/** `GET /workspaces/{id}/dashboard`. */
export interface Dashboard {
    range: Range;
    from: string;
    to: string;
    step: "hour" | "day";
    tiles: {
        events: number; completed: number; failed: number; success_rate: number | null; retrying: number;
        latency_p50_ms: number | null; latency_p95_ms: number | null;
    };
    events: ({ at: string } & Record<Status, number>)[];
    integrations: { type: string; completed: number; failed: number }[];
    failing_connections: FailingConnection[];
    attention: { inactive_connections: InactiveConnection[]; failing_rules: FailingRule[]; recent_failures: RecentFailure[] };
    setup: { has_connection: boolean; has_rule: boolean; has_event: boolean };
    /** Only the newest events were counted. */
    truncated: boolean;
}

export interface FailingConnection {
    id: string;
    name: string;
    type: string;
    completed: number;
    failed: number;
}

export interface InactiveConnection {
    id: string;
    name: string;
    type: string;
    inactive_reason?: InactiveReason;
    inactive_detail?: string;
    inactive_since?: string;
    waiting: number;
}

export interface FailingRule {
    id: string;
    event: string;
    connection: string;
    connection_name: string;
    type: string;
    failing_since: string;
    /** Attempts since. */
    failed: number;
}

export interface RecentFailure {
    event_id: string;
    event: string;
    rule_id: string;
    connection: string;
    connection_name?: string;
    type: string;
    message?: string;
    at?: string;
}
