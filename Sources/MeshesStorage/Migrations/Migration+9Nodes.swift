extension Migration {
    /// `queue.holder` is the number of the node that has the row in its hands; null for nobody. Only PostgreSQL needs the index:
    /// there the others look for what a node that died has left behind, while a process that opens a file may read it once.
    static let nodes = Migration(number: 9, name: "nodes, holders of queued deliveries") { types in
        """
        CREATE TABLE nodes (
            number \(types.integer) NOT NULL PRIMARY KEY,
            version \(types.text) NOT NULL,
            host \(types.text) NOT NULL,
            roles \(types.text) NOT NULL,
            started_at \(types.integer) NOT NULL,
            seen_at \(types.integer) NOT NULL,
            expires_at \(types.integer) NOT NULL,
            ended_at \(types.integer)
        );
        CREATE TABLE node_numbers (id \(types.integer) NOT NULL PRIMARY KEY, last \(types.integer) NOT NULL);
        INSERT INTO node_numbers (id, last) VALUES (1, 0);
        ALTER TABLE queue ADD COLUMN holder \(types.integer);
        \(types.dialect == .postgres ? "CREATE INDEX queue_holder ON queue (holder) WHERE holder IS NOT NULL;" : "")
        """
    }
}
