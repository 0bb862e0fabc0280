public import MeshesModel

/// The figures of workspaces. None of them comes from a walk through history: they are kept as hourly counts, and what is
/// listed is found by an index and bounded.
public struct DashboardRepository: Sendable {
    let core: StoreCore

    /// All figures, from one snapshot.
    ///
    /// - Parameter hours: hours since 1970, as in `Timestamp.hour`.
    /// - Throws: `notFound` for a foreign workspace.
    public func read(_ access: Access, _ workspace: Workspace.ID, hours: Range<Int64>) async throws -> Dashboard {
        let now = core.time.now()
        return try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            guard let found = try Workspace.find(access, workspace, on: connection) else { throw MeshesError.notFound("Workspace") }
            var dashboard = Dashboard(workspace: found)
            let connections = try DashboardConnection.all(access, on: connection)
            if access.lock == nil {
                try dashboard.count(
                    RollupReading(connection: connection, workspace: workspace, hours: hours), access, connections)
            } else {
                try dashboard.countEvents(access, hours, connections, on: connection)
            }
            try dashboard.lookForTrouble(access, workspace, connections, at: now, on: connection)
            dashboard.hasConnection = !connections.isEmpty
            dashboard.hasRule = try connection.exists("rules r", access.rules("r"))
            dashboard.hasEvent = try connection.exists("events e", access.events("e"))
            return dashboard
        }
    }
}

extension SQLConnection {
    fileprivate func exists(_ table: String, _ condition: SQLCondition) throws -> Bool {
        try first("SELECT 1 FROM \(table) WHERE \(condition.sql) LIMIT 1", condition.arguments) { _ in true } ?? false
    }
}
