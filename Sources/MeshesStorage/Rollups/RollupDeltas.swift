import MeshesModel

/// Changes of hourly counts, gathered over a round and written once.
struct RollupDeltas {
    /// Ordered as the table is: rounds of several nodes that touch the same rows lock them in one order.
    private struct Key: Hashable, Comparable {
        let workspace: Workspace.ID
        let hour: Int64
        let series: RollupSeries
        let rule: Rule.ID?
        let connection: Connection.ID?
        let code: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.workspace != right.workspace { return left.workspace < right.workspace }
            if left.hour != right.hour { return left.hour < right.hour }
            if left.series != right.series { return left.series.rawValue < right.series.rawValue }
            let none = (rule: Rule.ID(high: 0, low: 0), connection: Connection.ID(high: 0, low: 0))
            return (left.rule ?? none.rule, left.connection ?? none.connection, left.code)
                < (right.rule ?? none.rule, right.connection ?? none.connection, right.code)
        }
    }

    private var deltas: [Key: Int64] = [:]

    mutating func add(
        _ amount: Int64, _ series: RollupSeries, workspace: Workspace.ID, at time: Timestamp, connection: Connection.ID? = nil,
        rule: Rule.ID? = nil, code: Int
    ) {
        let key = Key(workspace: workspace, hour: time.hour, series: series, rule: rule, connection: connection, code: code)
        deltas[key, default: 0] += amount
    }

    func write(to connection: any SQLConnection) throws {
        let rows = deltas.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { key, amount -> [SQLValue] in
            let code = UInt8(truncatingIfNeeded: key.code)
            return [
                .id(key.workspace), .integer(key.hour), .int(key.series.rawValue), .blob((key.rule?.bytes ?? []) + (key.connection?.bytes ?? []) + [code]),
                .integer(amount),
            ]
        }
        try connection.send(
            """
            INSERT INTO rollups (workspace_id, hour, series, dimension, count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workspace_id, hour, series, dimension) DO UPDATE SET count = rollups.count + excluded.count
            """, rows)
    }
}
