public import MeshesModel

extension EventRepository {
    /// Events that one call looks at when no index alone answers its filter.
    public static let searchLimit = 5_000

    /// Events, newest first; of one workspace, or of all within reach.
    ///
    /// - Throws: `notFound` for a foreign workspace, 400 for a foreign cursor.
    public func list(
        _ access: Access, _ workspace: Workspace.ID? = nil, _ filter: EventFilter = EventFilter(), _ page: PageRequest
    ) async throws -> EventPage {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = ListKey("events", access, filter.parts)
            let after = try key.position(of: page, Event.self)
            let (walk, check) = filter.search(access)
            let limit = check.isAll ? page.limit + 1 : Self.searchLimit
            var found: [Event] = []
            var looked = 0
            var last: (id: Event.ID, time: Timestamp)?
            try connection.each(
                """
                SELECT \(Event.columns), \(check.sql) FROM events e WHERE \(walk.sql) AND e.id < ? ORDER BY e.id DESC LIMIT ?
                """, check.arguments + walk.arguments + [.id(after), .int(limit)]
            ) { row in
                looked += 1
                if row.bool(Event.columnCount) { found.append(try Event(row)) }
                if looked == limit { last = (try row.id(0), row.time(7)) }
                return found.count <= page.limit
            }
            var shown = key.page(found, page) { $0.id }
            let endsEarly = !check.isAll && shown.next == nil
            if endsEarly, let last { shown.next = key.cursor(after: last.id) }
            shown.records = try shown.records.map { try $0.shown(to: access, on: connection) }
                .filter { filter.status == nil || $0.progress.status == filter.status }
            return EventPage(page: shown, searchedUntil: endsEarly ? last?.time : nil)
        }
    }
}
