public import MeshesModel

extension DeliveryRepository {
    /// Those of the events that lie in a workspace.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func existing(_ access: Access, _ workspace: Workspace.ID, _ events: [Event.ID]) async throws -> Set<Event.ID> {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            return Set(try events.filter { try Event.find(access, $0, on: connection) != nil })
        }
    }

    /// The rules through which an event's deliveries failed.
    public func failed(_ access: Access, _ event: Event.ID) async throws -> [Rule.ID] {
        try await core.database.read { connection in
            let reach = access.deliveries("d", of: "e")
            return try connection.query(
                """
                SELECT d.rule_id FROM \(Delivery.source) WHERE d.event_id = ? AND d.status = 4 AND \(reach.sql) ORDER BY d.id
                """, [.id(event)] + reach.arguments
            ) { try $0.id(0) }
        }
    }

    /// Failed deliveries of a connection whose events were accepted in a span of time, the oldest first.
    ///
    /// - Returns: at most `limit`.
    /// - Throws: `notFound` for a foreign workspace.
    public func failed(
        _ access: Access, _ workspace: Workspace.ID, _ destination: Connection.ID, from since: Timestamp, to until: Timestamp,
        limit: Int
    ) async throws -> [(event: Event.ID, rule: Rule.ID)] {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let filter = EventFilter(status: .failed, since: since, until: until)
            let (walk, check) = filter.search(access)
            return try connection.query(
                """
                SELECT d.event_id, d.rule_id FROM events e JOIN deliveries d ON d.event_id = e.id
                WHERE \(walk.sql) AND \(check.sql) AND d.connection_id = ? AND d.status = 4 ORDER BY e.id LIMIT ?
                """, walk.arguments + check.arguments + [.id(destination), .int(limit)]
            ) { (event: try $0.id(0), rule: try $0.id(1)) }
        }
    }
}
