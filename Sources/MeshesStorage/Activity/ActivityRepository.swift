public import MeshesModel

/// What rules and connections of a workspace did of late.
public struct ActivityRepository: Sendable {
    /// Waiting deliveries of one connection are counted up to here.
    public static let waitingLimit = 10_000
    private static let day: Int64 = 24

    let core: StoreCore

    /// - Throws: `notFound` for a foreign workspace.
    public func connections(
        _ access: Access, _ workspace: Workspace.ID, _ ids: [Connection.ID]
    ) async throws -> [Connection.ID: ConnectionActivity] {
        let now = core.time.now()
        return try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            var found: [Connection.ID: ConnectionActivity] = [:]
            for id in ids {
                var activity = ConnectionActivity()
                let reach = access.rules("r")
                activity.ruleCount = try connection.first(
                    "SELECT COUNT(*) FROM rules r WHERE r.connection_id = ? AND \(reach.sql)", [.id(id)] + reach.arguments
                ) { $0.int(0) } ?? 0
                activity.last = try Self.last(.id(id), workspace, on: connection)
                activity.waiting = try Self.waiting(for: id, workspace, on: connection)
                found[id] = activity
            }
            for point in try Self.lastDay(workspace, now, on: connection).deliveries(access) {
                guard let id = point.connection else { continue }
                if point.status == .completed { found[id]?.completed += point.count }
                if point.status == .failed { found[id]?.failed += point.count }
            }
            return found
        }
    }

    /// - Throws: `notFound` for a foreign workspace.
    public func rules(_ access: Access, _ workspace: Workspace.ID, _ rules: [Rule]) async throws -> [Rule.ID: RuleActivity] {
        let now = core.time.now()
        return try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            var found: [Rule.ID: RuleActivity] = [:]
            for rule in rules {
                var activity = RuleActivity()
                let reach = access.connections("c")
                activity.connectionName = try connection.first(
                    "SELECT c.name FROM connections c WHERE c.id = ? AND \(reach.sql)", [.id(rule.connection)] + reach.arguments
                ) { $0.text(0) }
                activity.last = try Self.last(.id(rule.id), workspace, on: connection)
                found[rule.id] = activity
            }
            for point in try Self.lastDay(workspace, now, on: connection).total(.rules) {
                guard let id = point.rule else { continue }
                if point.status == .completed { found[id]?.completed += point.count }
                if point.status == .failed { found[id]?.failed += point.count }
            }
            return found
        }
    }

    /// Deliveries in the queue of a connection, counted up to `waitingLimit`.
    static func waiting(for id: Connection.ID, _ workspace: Workspace.ID, on connection: any SQLConnection) throws -> Int {
        try connection.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM queue WHERE connection_id = ? AND workspace_id = ? LIMIT ?) AS waiting",
            [.id(id), .id(workspace), .int(waitingLimit)]
        ) { $0.int(0) } ?? 0
    }

    private static func last(
        _ subject: SQLValue, _ workspace: Workspace.ID, on connection: any SQLConnection
    ) throws -> Activity? {
        try connection.first(
            "SELECT \(Activity.columns) FROM activity a WHERE a.subject_id = ? AND a.workspace_id = ?", [subject, .id(workspace)]
        ) { try Activity($0, at: 0) }
    }

    private static func lastDay(_ workspace: Workspace.ID, _ now: Timestamp, on connection: any SQLConnection) -> RollupReading {
        RollupReading(connection: connection, workspace: workspace, hours: now.hour + 1 - day..<now.hour + 1)
    }
}
