import MeshesModel

/// The progress of the events that a round touches: read once, moved in memory, written once. The rows stay locked in between,
/// in the order of their ids, since other nodes may move other deliveries of the same events.
struct ProgressRound {
    private struct Entry {
        let workspace: Workspace.ID
        let createdAt: Timestamp
        let isTest: Bool
        let before: EventProgress
        var now: EventProgress
    }

    private static let rows = KeyedStatement.update(
        "events", set: "status, processing, retrying, completed, failed, canceled, started_at, completed_at", where: "id")

    private let connection: any SQLConnection
    private var entries: [Event.ID: Entry] = [:]

    init(connection: any SQLConnection) {
        self.connection = connection
    }

    mutating func load(_ events: [Event.ID]) throws {
        let missing = Set(events).filter { entries[$0] == nil }.sorted()
        let found = try connection.firstOfEach(
            """
            SELECT workspace_id, created_at, total, processing, retrying, completed, failed, canceled, started_at, completed_at, test
            FROM events WHERE id = ?\(connection.dialect.forUpdate)
            """, missing.map { [.id($0)] }
        ) { row in
            let progress = EventProgress(
                total: row.int(2), processing: row.int(3), retrying: row.int(4), completed: row.int(5), failed: row.int(6),
                canceled: row.int(7), startedAt: row.optionalTime(8), completedAt: row.optionalTime(9))
            return Entry(workspace: try row.id(0), createdAt: row.time(1), isTest: row.bool(10), before: progress, now: progress)
        }
        for (event, entry) in zip(missing, found) { entries[event] = entry }
    }

    mutating func move(_ event: Event.ID, from old: DeliveryStatus, to new: DeliveryStatus, startedAt: Timestamp?, at now: Timestamp) {
        entries[event]?.now.move(from: old, to: new, startedAt: startedAt, at: now)
    }

    /// Whether what happens to a loaded event is left out of all counts.
    func isTest(_ event: Event.ID) -> Bool { entries[event]?.isTest ?? false }

    /// When a loaded event was accepted.
    func createdAt(_ event: Event.ID) -> Timestamp? { entries[event]?.createdAt }

    /// Writes what changed and counts events by their new status.
    func write(counting rollups: inout RollupDeltas) throws {
        var rows: [[SQLValue]] = []
        for (event, entry) in entries.sorted(by: { $0.key < $1.key }) where entry.now != entry.before {
            let progress = entry.now
            rows.append([
                .status(progress.status), .int(progress.processing), .int(progress.retrying), .int(progress.completed),
                .int(progress.failed), .int(progress.canceled), .time(progress.startedAt), .time(progress.completedAt),
                .id(event),
            ])
            let before = entry.before.status
            guard progress.status != before, !entry.isTest else { continue }
            rollups.add(-1, .events, workspace: entry.workspace, at: entry.createdAt, code: before.rawValue)
            rollups.add(1, .events, workspace: entry.workspace, at: entry.createdAt, code: progress.status.rawValue)
        }
        try connection.send(Self.rows, rows)
    }
}
