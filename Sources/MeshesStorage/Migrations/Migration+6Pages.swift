extension Migration {
    /// `activity` holds one row for each rule (kind 1) and each connection (kind 2).
    static let pages = Migration(number: 6, name: "test events, activity of rules and connections") { types in
        """
        ALTER TABLE events ADD COLUMN test \(types.integer) NOT NULL DEFAULT 0;
        CREATE INDEX events_test ON events (workspace_id, id) WHERE test <> 0;
        CREATE TABLE activity (
            subject_id \(types.bytes) NOT NULL PRIMARY KEY,
            workspace_id \(types.bytes) NOT NULL,
            kind \(types.integer) NOT NULL,
            last_status \(types.integer) NOT NULL,
            last_at \(types.integer) NOT NULL,
            last_completed_at \(types.integer),
            last_failed_at \(types.integer),
            failing_since \(types.integer),
            failures \(types.integer) NOT NULL
        )\(types.clustered);
        CREATE INDEX activity_failing ON activity (workspace_id, kind, failing_since) WHERE failing_since IS NOT NULL;
        """
    }
}
