extension Migration {
    static let hotSet = Migration(number: 4, name: "queue, hourly counts") { types in
        """
        CREATE TABLE queue (
            connection_id \(types.bytes) NOT NULL,
            available_at \(types.integer) NOT NULL,
            delivery_id \(types.bytes) NOT NULL,
            event_id \(types.bytes) NOT NULL,
            rule_id \(types.bytes) NOT NULL,
            workspace_id \(types.bytes) NOT NULL,
            PRIMARY KEY (connection_id, available_at, delivery_id)
        )\(types.clustered);
        CREATE TABLE rollups (
            workspace_id \(types.bytes) NOT NULL,
            hour \(types.integer) NOT NULL,
            series \(types.integer) NOT NULL,
            dimension \(types.bytes) NOT NULL,
            count \(types.integer) NOT NULL,
            PRIMARY KEY (workspace_id, hour, series, dimension)
        )\(types.clustered);
        """
    }
}
