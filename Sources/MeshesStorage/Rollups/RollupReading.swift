import MeshesModel

/// Reads hourly counts of one workspace. The hours are asked for one by one, since other series lie between them.
struct RollupReading {
    let connection: any SQLConnection
    let workspace: Workspace.ID
    /// Hours since 1970, as in `Timestamp.hour`.
    let hours: Range<Int64>

    private static let source = """
        WITH RECURSIVE hours (hour) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT hour + 1 FROM hours WHERE hour + 1 < ?)
        """
    private static let rows = "FROM hours h CROSS JOIN rollups r WHERE r.workspace_id = ? AND r.hour = h.hour AND r.series = ?"

    /// The counts that are not zero, by hour.
    func byHour(_ series: RollupSeries) throws -> [RollupPoint] {
        try read(series, "SELECT r.hour, r.dimension, r.count \(Self.rows) AND r.count <> 0 ORDER BY r.hour") { row in
            RollupPoint(series, hour: row.integer(0), dimension: row.blob(1), count: row.integer(2))
        }
    }

    /// The sums over all hours.
    func total(_ series: RollupSeries) throws -> [RollupPoint] {
        try read(series, "SELECT r.dimension, CAST(SUM(r.count) AS BIGINT) \(Self.rows) GROUP BY r.dimension") { row in
            RollupPoint(series, hour: nil, dimension: row.blob(0), count: row.integer(1))
        }
    }

    /// The sums of the deliveries that ended, by connection or finer, without those through rules that are hidden from `access`.
    func deliveries(_ access: Access) throws -> [RollupPoint] {
        guard !access.allows(.readHidden) else { return try total(.deliveries) }
        let points = try total(.rules)
        let rules = Array(Set(points.compactMap(\.rule)))
        let found = try connection.firstOfEach("SELECT 1 FROM concealed WHERE id = ?", rules.map { [.id($0)] }) { _ in true }
        let hidden = Set(zip(rules, found).compactMap { $1 == nil ? nil : $0 })
        return points.filter { point in point.rule.map { !hidden.contains($0) } ?? true }
    }

    private func read(
        _ series: RollupSeries, _ query: String, _ point: (any SQLRow) -> RollupPoint
    ) throws -> [RollupPoint] {
        guard !hours.isEmpty else { return [] }
        return try connection.query(
            "\(Self.source) \(query)",
            [.integer(hours.lowerBound), .integer(hours.upperBound), .id(workspace), .int(series.rawValue)], point)
    }
}
