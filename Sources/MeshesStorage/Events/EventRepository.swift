public import MeshesModel

/// Accepted events.
public struct EventRepository: Sendable {
    let core: StoreCore

    /// - Throws: `notFound` for what does not exist or lies outside `access`.
    public func get(_ access: Access, _ id: Event.ID) async throws -> Event {
        try await core.database.read { connection in
            guard let event = try Event.find(access, id, on: connection) else { throw MeshesError.notFound("Event") }
            return event
        }
    }

    /// The payload as the bytes that came; nil when it is past its retention.
    ///
    /// - Throws: `notFound` for what does not exist or lies outside `access`.
    public func payload(_ access: Access, _ id: Event.ID) async throws -> [UInt8]? {
        try await core.database.read { connection in
            guard try Event.find(access, id, on: connection) != nil else { throw MeshesError.notFound("Event") }
            return try connection.first("SELECT body FROM payloads WHERE event_id = ?", [.id(id)]) { $0.blob(0) }
        }
    }

    /// The deliveries of events, in the order they were made. Foreign events have none.
    public func deliveries(_ access: Access, of events: [Event.ID]) async throws -> [Event.ID: [Delivery]] {
        try await core.database.read { connection in
            let reach = access.deliveries("d", of: "e")
            var deliveries: [Event.ID: [Delivery]] = [:]
            for event in events {
                deliveries[event] = try connection.query(
                    """
                    SELECT \(Delivery.columns) FROM \(Delivery.source)
                    WHERE d.event_id = ? AND \(reach.sql) ORDER BY d.id
                    """, [.id(event)] + reach.arguments
                ) { try Delivery($0) }
            }
            return deliveries
        }
    }
}
