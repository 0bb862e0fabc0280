public import MeshesModel

/// Hourly counts, kept in the transactions that change what they count.
public struct RollupRepository: Sendable {
    let core: StoreCore

    /// The counts of a series that are not zero, by hour.
    ///
    /// - Parameter hours: hours since 1970, as in `Timestamp.hour`.
    /// - Throws: `notFound` for a foreign workspace.
    public func read(
        _ access: Access, _ workspace: Workspace.ID, _ series: RollupSeries, hours: Range<Int64>
    ) async throws -> [RollupPoint] {
        try await core.database.read { connection in
            _ = try access.narrowed(to: workspace, on: connection)
            return try connection.query(
                """
                SELECT hour, dimension, count FROM rollups
                WHERE workspace_id = ? AND hour >= ? AND hour < ? AND series = ? AND count <> 0 ORDER BY hour, dimension
                """,
                [.id(workspace), .integer(hours.lowerBound), .integer(hours.upperBound), .int(series.rawValue)]
            ) { row in
                let dimension = row.blob(1)
                return RollupPoint(
                    hour: row.integer(0), connection: Connection.ID(bytes: dimension.dropLast()),
                    code: dimension.last.map(Int.init) ?? 0, count: row.integer(2))
            }
        }
    }
}
