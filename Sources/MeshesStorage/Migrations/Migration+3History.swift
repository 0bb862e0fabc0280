extension Migration {
    /// `status` 3 is completed: events of that status are most of history and need no index of their own.
    static let history = Migration(number: 3, name: "events, payloads, deliveries, attempts") { types in
        """
        CREATE TABLE events (
            id \(types.bytes) NOT NULL PRIMARY KEY,
            organization_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            event \(types.text) NOT NULL,
            resource \(types.text) NOT NULL,
            resource_id \(types.text),
            created_by \(types.text) NOT NULL,
            created_at \(types.integer) NOT NULL,
            status \(types.integer) NOT NULL,
            total \(types.integer) NOT NULL,
            processing \(types.integer) NOT NULL,
            retrying \(types.integer) NOT NULL,
            completed \(types.integer) NOT NULL,
            failed \(types.integer) NOT NULL,
            canceled \(types.integer) NOT NULL,
            started_at \(types.integer),
            completed_at \(types.integer)
        )\(types.clustered);
        CREATE INDEX events_workspace ON events (workspace_id, id);
        CREATE INDEX events_name ON events (workspace_id, event, id);
        CREATE INDEX events_resource ON events (workspace_id, resource, id) WHERE resource <> 'global';
        CREATE INDEX events_resource_id ON events (workspace_id, resource, resource_id, id)
            WHERE resource <> 'global' AND resource_id IS NOT NULL;
        CREATE INDEX events_status ON events (workspace_id, status, id) WHERE status <> 3;
        CREATE TABLE payloads (
            event_id \(types.bytes) NOT NULL PRIMARY KEY,
            body \(types.bytes) NOT NULL
        );
        CREATE TABLE deliveries (
            event_id \(types.bytes) NOT NULL,
            rule_id \(types.bytes) NOT NULL,
            id \(types.bytes) NOT NULL,
            connection_id \(types.bytes) NOT NULL,
            rule_version \(types.integer) NOT NULL,
            type \(types.text) NOT NULL,
            status \(types.integer) NOT NULL,
            attempt_count \(types.integer) NOT NULL,
            budget_used \(types.integer) NOT NULL,
            series_started_at \(types.integer) NOT NULL,
            next_trigger \(types.integer) NOT NULL,
            cancel_requested \(types.integer) NOT NULL,
            parked_at \(types.integer),
            started_at \(types.integer),
            completed_at \(types.integer),
            next_attempt_at \(types.integer),
            last_error \(types.text),
            PRIMARY KEY (event_id, rule_id)
        )\(types.clustered);
        CREATE TABLE attempts (
            event_id \(types.bytes) NOT NULL,
            rule_id \(types.bytes) NOT NULL,
            number \(types.integer) NOT NULL,
            id \(types.bytes) NOT NULL,
            trigger_code \(types.integer) NOT NULL,
            outcome \(types.integer) NOT NULL,
            message \(types.text) NOT NULL,
            http_status \(types.integer),
            started_at \(types.integer) NOT NULL,
            finished_at \(types.integer) NOT NULL,
            next_attempt_at \(types.integer),
            has_details \(types.integer) NOT NULL,
            request_id \(types.text),
            PRIMARY KEY (event_id, rule_id, number)
        )\(types.clustered);
        CREATE TABLE responses (
            attempt_id \(types.bytes) NOT NULL PRIMARY KEY,
            body \(types.bytes) NOT NULL,
            captured_at \(types.integer) NOT NULL
        );
        CREATE TABLE idempotency (
            workspace_id \(types.bytes) NOT NULL,
            key \(types.text) NOT NULL,
            body_hash \(types.bytes) NOT NULL,
            status \(types.integer) NOT NULL,
            body \(types.bytes) NOT NULL,
            created_at \(types.integer) NOT NULL,
            PRIMARY KEY (workspace_id, key)
        );
        CREATE INDEX idempotency_age ON idempotency (created_at);
        """
    }
}
