/// The hourly counts that a history leaves, gathered over a commit.
final class HourlyCounts {
    private struct Key: Hashable {
        var series: Int64
        var dimension: [UInt8]
    }

    private let rollups: RawStatement
    private var counts: [Key: Int64] = [:]

    init(database: RawDatabase) throws {
        rollups = try database.prepare(
            """
            INSERT INTO rollups (workspace_id, hour, series, dimension, count) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (workspace_id, hour, series, dimension) DO UPDATE SET count = rollups.count + excluded.count
            """)
    }

    /// One event with one delivery that ended at its first attempt.
    func add(_ route: Route, failed: Bool) {
        let status: [UInt8] = [failed ? 4 : 3]
        let connection = Array(route.connection.bytes)
        counts[Key(series: 1, dimension: status), default: 0] += 1
        counts[Key(series: 2, dimension: connection + status), default: 0] += 1
        counts[Key(series: 4, dimension: connection + [failed ? 1 : 0]), default: 0] += 1
        counts[Key(series: 5, dimension: Array(route.rule.bytes) + connection + status), default: 0] += 1
        if !failed { counts[Key(series: 3, dimension: [connection[15] % 16]), default: 0] += 1 }
    }

    /// One event whose delivery waits.
    func addWaiting() {
        counts[Key(series: 1, dimension: [2]), default: 0] += 1
    }

    func write(workspace: RowID, hour: Int64) throws {
        rollups.bind(1, workspace.bytes)
        rollups.bind(2, hour)
        for (key, count) in counts {
            rollups.bind(3, key.series)
            rollups.bind(5, count)
            try key.dimension.withUnsafeBytes { bytes in
                rollups.bind(4, bytes)
                try rollups.run()
            }
        }
        counts.removeAll(keepingCapacity: true)
    }
}
