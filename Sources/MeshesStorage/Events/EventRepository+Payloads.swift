public import MeshesModel

extension EventRepository {
    /// Payloads of the newest events of a name, the newest first; less of them when they are large.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func payloads(
        _ access: Access, _ workspace: Workspace.ID, ofEvents name: String, limit: Int, bytes: Int
    ) async throws -> [[UInt8]] {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let (walk, check) = EventFilter(event: name).search(access)
            var payloads: [[UInt8]] = []
            var room = bytes
            try connection.each(
                """
                SELECT p.body FROM events e JOIN payloads p ON p.event_id = e.id WHERE \(walk.sql) AND \(check.sql)
                ORDER BY e.id DESC LIMIT ?
                """, walk.arguments + check.arguments + [.int(limit)]
            ) { row in
                let body = row.blob(0)
                room -= body.count
                payloads.append(body)
                return room > 0
            }
            return payloads
        }
    }
}
