import MeshesModel

extension Dashboard {
    private static let listed = 20
    private static let failures = 10
    /// Events that are looked at for recent failures.
    private static let searched = 200
    /// How long a rule must have been without success.
    private static let patience = Duration.seconds(3600)

    /// Finds what somebody should look at.
    mutating func lookForTrouble(
        _ access: Access, _ workspace: Workspace.ID, _ connections: [DashboardConnection], at now: Timestamp,
        on connection: any SQLConnection
    ) throws {
        inactiveConnections = try connections.filter { !$0.active }.prefix(Self.listed).map { inactive in
            InactiveConnection(
                id: inactive.id, name: inactive.name, type: inactive.type, reason: inactive.inactiveReason,
                detail: inactive.inactiveDetail, since: inactive.inactiveSince,
                // What waits beyond a resource is not for its sessions to know.
                waiting: access.lock == nil
                    ? try ActivityRepository.waiting(for: inactive.id, workspace, on: connection) : 0)
        }
        let names = Dictionary(uniqueKeysWithValues: connections.map { ($0.id, $0.name) })
        failingRules = try Self.failingRules(access, workspace, names, before: now - Self.patience, on: connection)
        recentFailures = try Self.recentFailures(access, names, on: connection)
    }

    private static func failingRules(
        _ access: Access, _ workspace: Workspace.ID, _ names: [Connection.ID: String], before: Timestamp,
        on connection: any SQLConnection
    ) throws -> [FailingRule] {
        let reach = access.rules("r")
        return try connection.query(
            """
            SELECT r.id, r.event, r.connection_id, r.type, \(Activity.columns)
            FROM activity a JOIN rules r ON r.id = a.subject_id
            WHERE a.workspace_id = ? AND a.kind = 1 AND a.failing_since IS NOT NULL AND a.failing_since <= ?
            AND r.active = 1 AND \(reach.sql) ORDER BY a.failing_since LIMIT ?
            """, [.id(workspace), .time(before)] + reach.arguments + [.int(listed)]
        ) { row -> FailingRule? in
            let id: Connection.ID = try row.id(2)
            let activity = try Activity(row, at: 4)
            guard let name = names[id], let since = activity.failingSince else { return nil }
            return FailingRule(
                id: try row.id(0), event: row.text(1), connection: id, connectionName: name, type: try row.value(3), since: since,
                failures: activity.failures)
        }.compactMap { $0 }
    }

    private static func recentFailures(
        _ access: Access, _ names: [Connection.ID: String], on connection: any SQLConnection
    ) throws -> [RecentFailure] {
        let (walk, check) = EventFilter(status: .failed, isTest: false).search(access)
        let reach = access.deliveries("d", of: "e")
        return try connection.query(
            """
            SELECT \(Delivery.columns) FROM \(Delivery.source) WHERE d.event_id IN
            (SELECT e.id FROM events e WHERE \(walk.sql) AND \(check.sql) ORDER BY e.id DESC LIMIT ?)
            AND d.status = 4 AND \(reach.sql) ORDER BY d.event_id DESC LIMIT ?
            """,
            walk.arguments + check.arguments + [.int(searched)] + reach.arguments + [.int(failures)]
        ) { row in
            let delivery = try Delivery(row)
            return RecentFailure(delivery: delivery, connectionName: names[delivery.connection])
        }
    }
}
