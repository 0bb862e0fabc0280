public import MeshesModel

/// Finished attempts of deliveries.
public struct AttemptRepository: Sendable {
    let core: StoreCore

    /// Attempts of a delivery, newest first.
    ///
    /// - Throws: `notFound` for a foreign delivery, 400 for a foreign cursor.
    public func list(_ access: Access, _ event: Event.ID, _ rule: Rule.ID, _ page: PageRequest) async throws -> Page<Attempt> {
        try await core.database.read { connection in
            let delivery = try Delivery.get(access, event, rule, on: connection)
            let key = ListKey("attempts", access, [event.description, rule.description])
            // Attempts are numbered, so the cursor holds the number in the place of an id.
            let after = try key.position(of: page, Attempt.self)
            let before = Int64(clamping: after.low)
            let attempts = try connection.query(
                """
                SELECT \(Attempt.columns) FROM attempts a WHERE a.event_id = ? AND a.rule_id = ? AND a.number < ?
                ORDER BY a.number DESC LIMIT ?
                """, [.id(event), .id(rule), .integer(before), .int(page.limit + 1)]
            ) { try Attempt($0, delivery: delivery.id) }
            return key.page(attempts, page) { Attempt.ID(high: 0, low: UInt64($0.number)) }
        }
    }

    /// - Throws: `notFound` for what does not exist or lies outside `access`.
    public func get(_ access: Access, _ event: Event.ID, _ rule: Rule.ID, _ id: Attempt.ID) async throws -> Attempt {
        try await core.database.read { try Self.get(access, event, rule, id, on: $0) }
    }

    /// What was captured of a failed attempt; nil when nothing was, or when it is past its retention.
    ///
    /// - Throws: `notFound` for an attempt that does not exist or lies outside `access`.
    public func responseDetails(
        _ access: Access, _ event: Event.ID, _ rule: Rule.ID, _ id: Attempt.ID
    ) async throws -> AttemptResponse? {
        try await core.database.read { connection in
            let attempt = try Self.get(access, event, rule, id, on: connection)
            return try connection.first("SELECT body, captured_at FROM responses WHERE attempt_id = ?", [.id(id)]) { row in
                AttemptResponse(
                    attempt: attempt, details: try ResponseDetails(stored: row.blob(0)), capturedAt: row.time(1))
            }
        }
    }

    private static func get(
        _ access: Access, _ event: Event.ID, _ rule: Rule.ID, _ id: Attempt.ID, on connection: any SQLConnection
    ) throws -> Attempt {
        let delivery = try Delivery.get(access, event, rule, on: connection)
        let attempt = try connection.first(
            "SELECT \(Attempt.columns) FROM attempts a WHERE a.event_id = ? AND a.rule_id = ? AND a.id = ?",
            [.id(event), .id(rule), .id(id)]
        ) { try Attempt($0, delivery: delivery.id) }
        guard let attempt else { throw MeshesError.notFound("Attempt") }
        return attempt
    }
}
