import MeshesModel

/// Changes of hourly counts, gathered over a round and written once.
struct RollupDeltas {
    private struct Key: Hashable {
        let workspace: Workspace.ID
        let hour: Int64
        let series: RollupSeries
        let connection: Connection.ID?
        let rule: Rule.ID?
        let code: Int
    }

    private var deltas: [Key: Int64] = [:]

    mutating func add(
        _ amount: Int64, _ series: RollupSeries, workspace: Workspace.ID, at time: Timestamp, connection: Connection.ID? = nil,
        rule: Rule.ID? = nil, code: Int
    ) {
        let key = Key(workspace: workspace, hour: time.hour, series: series, connection: connection, rule: rule, code: code)
        deltas[key, default: 0] += amount
    }

    func write(to connection: any SQLConnection) throws {
        let rows = deltas.filter { $0.value != 0 }.map { key, amount -> [SQLValue] in
            let code = UInt8(truncatingIfNeeded: key.code)
            return [
                .id(key.workspace), .integer(key.hour), .int(key.series.rawValue), .blob((key.rule?.bytes ?? []) + (key.connection?.bytes ?? []) + [code]),
                .integer(amount),
            ]
        }
        try connection.executeMany(
            """
            INSERT INTO rollups (workspace_id, hour, series, dimension, count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workspace_id, hour, series, dimension) DO UPDATE SET count = rollups.count + excluded.count
            """, rows)
    }
}
