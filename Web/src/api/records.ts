/** Records of the API as the pages read them. Times are ISO 8601. */
export type Status = "pending" | "processing" | "retrying" | "completed" | "failed" | "canceled";

export const statuses: Status[] = ["pending", "processing", "retrying", "completed", "failed", "canceled"];

export type OutcomeCode =
    | "delivered" | "rejected_client_error" | "rejected_server_error" | "rate_limited" | "auth_failed" | "timeout"
    | "network_error" | "mapping_error" | "internal_error" | "invalid_request" | "validation_failed" | "destination_not_found"
    | "destination_conflict" | "destination_gone" | "destination_timeout" | "payload_too_large";

export interface Page<Record> {
    count: number;
    limit: number;
    next_cursor: string | null;
    records: Record[];
}

export interface Delivery {
    id: string;
    event: string;
    event_id: string;
    resource: string;
    resource_id?: string;
    connection: string;
    rule: string;
    integration_type: string;
    status: Status;
    attempt_count: number;
    attempt_limit: number;
    started_at?: string;
    completed_at?: string;
    next_attempt_at?: string;
    last_error?: string;
    created_at: string;
}

export interface EventRecord {
    id: string;
    workspace: string;
    event: string;
    resource: string;
    resource_id?: string;
    status: Status;
    total_rules: number;
    completed_count: number;
    failed_count: number;
    canceled_count: number;
    started_at?: string;
    completed_at?: string;
    created_by: string;
    created_at: string;
    test?: boolean;
    duration_ms?: number;
    rule_events?: Delivery[];
}

/** A page of events; `searched_until` says that older ones have not been looked at yet. */
export interface EventPage extends Page<EventRecord> {
    searched_until?: string;
}

export interface Attempt {
    id: string;
    number: number;
    trigger: "auto" | "manual" | "test";
    outcome_code: OutcomeCode;
    message: string;
    http_status?: number;
    started_at: string;
    finished_at: string;
    duration_ms: number;
    next_attempt_at?: string;
    has_response_details: boolean;
    request_id?: string;
}

export interface AttemptDetails {
    captured_at: string;
    request?: { method: string; url: string; headers?: Record<string, string> };
    response?: {
        status: number; headers?: Record<string, string>; content_type?: string; body?: string; body_bytes?: number;
        body_truncated: boolean;
    };
    error?: string;
}

export type InactiveReason =
    | "authentication_invalid" | "oauth_authorization_revoked" | "oauth_reauthorization_required" | "manually_inactivated";

export interface ConnectionRecord {
    id: string;
    workspace: string;
    type: string;
    name: string;
    metadata: Record<string, unknown>;
    secrets_set: string[];
    active: boolean;
    inactive_reason?: InactiveReason;
    inactive_detail?: string;
    hidden: boolean;
    created_at: string;
    updated_at: string;
    activity?: {
        rule_count: number; completed_24h: number; failed_24h: number; last_success_at?: string; last_failure_at?: string;
        waiting: number;
    };
}

export interface RuleRecord {
    id: string;
    workspace: string;
    connection: string;
    connection_name?: string;
    type: string;
    event: string;
    resource?: string;
    resource_id?: string;
    metadata: Record<string, unknown>;
    active: boolean;
    hidden: boolean;
    created_at: string;
    updated_at: string;
    activity?: { completed_24h: number; failed_24h: number; last_status?: Status; last_at?: string };
}

/** The requests that a rule makes of a payload, secrets masked. */
export interface RulePreview {
    ok: boolean;
    requests: { method: string; url: string; headers: Record<string, string>; body: string }[];
    errors: { param: string; msg: string }[];
}

export interface CatalogEntry {
    key: string;
    label: string;
    description?: string;
    active: boolean;
}

/** What came of a bulk retry or cancel. */
export interface BulkResult {
    retried?: number;
    canceled?: number;
    skipped: number;
    results: { event: string; rule: string; status: string; message?: string }[];
}
