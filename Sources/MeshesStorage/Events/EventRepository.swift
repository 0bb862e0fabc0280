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

    /// Events, newest first; of one workspace, or of all within reach.
    ///
    /// - Throws: `notFound` for a foreign workspace, 400 for a foreign cursor.
    public func list(
        _ access: Access, _ workspace: Workspace.ID? = nil, _ filter: EventFilter = EventFilter(), _ page: PageRequest
    ) async throws -> Page<Event> {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = ListKey("events", access, filter.parts)
            let after = try key.position(of: page, Event.self)
            let reach = access.events("e")
            let conditions = [reach.sql] + filter.conditions("e") + ["e.id < ?"]
            let events = try connection.query(
                "SELECT \(Event.columns) FROM events e WHERE \(conditions.joined(separator: " AND ")) ORDER BY e.id DESC LIMIT ?",
                reach.arguments + filter.arguments + [.id(after), .int(page.limit + 1)]
            ) { try Event($0) }
            var shown = key.page(events, page) { $0.id }
            shown.records = try shown.records.map { try $0.shown(to: access, on: connection) }
                .filter { filter.status == nil || $0.progress.status == filter.status }
            return shown
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
