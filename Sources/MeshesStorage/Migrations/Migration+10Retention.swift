extension Migration {
    /// `keep_…` are days; null is as the server's settings say. `payload_cuts` tells up to which of its events a workspace's
    /// payloads are gone, so that no event is looked at twice. Responses stored before this step name no workspace.
    static let retention = Migration(number: 10, name: "retention of workspaces") { types in
        """
        ALTER TABLE workspaces ADD COLUMN keep_events \(types.integer);
        ALTER TABLE workspaces ADD COLUMN keep_failed_events \(types.integer);
        ALTER TABLE workspaces ADD COLUMN keep_payloads \(types.integer);
        ALTER TABLE workspaces ADD COLUMN keep_response_details \(types.integer);
        ALTER TABLE workspaces ADD COLUMN keep_counters \(types.integer);
        CREATE TABLE payload_cuts (
            workspace_id \(types.bytes) NOT NULL PRIMARY KEY,
            event_id \(types.bytes) NOT NULL
        )\(types.clustered);
        ALTER TABLE responses ADD COLUMN workspace_id \(types.bytes);
        CREATE INDEX responses_workspace ON responses (workspace_id, attempt_id);
        """
    }
}
