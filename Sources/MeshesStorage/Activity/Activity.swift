public import MeshesModel

/// What a rule or a connection did last. Test events leave no trace in it.
public struct Activity: Hashable, Sendable {
    enum Kind: Int {
        case rule = 1
        case connection = 2
    }

    /// Of the delivery that moved last.
    public var lastStatus: DeliveryStatus
    public var lastAt: Timestamp
    public var lastCompletedAt: Timestamp?
    /// The last attempt that failed, or delivery that failed without one.
    public var lastFailedAt: Timestamp?
    /// The first failure since the last success; nil while all is well.
    public var failingSince: Timestamp?
    /// Failures since the last success.
    public var failures: Int

    /// Columns of `activity a` that make one.
    static let columns = "a.last_status, a.last_at, a.last_completed_at, a.last_failed_at, a.failing_since, a.failures"

    /// - Parameter start: where `columns` begin in the row.
    init(_ row: any SQLRow, at start: Int) throws {
        lastStatus = try row.value(start)
        lastAt = row.time(start + 1)
        lastCompletedAt = row.optionalTime(start + 2)
        lastFailedAt = row.optionalTime(start + 3)
        failingSince = row.optionalTime(start + 4)
        failures = row.int(start + 5)
    }

    /// Forgets rules or connections that were deleted.
    static func remove(_ subjects: [SQLValue], on connection: any SQLConnection) throws {
        try connection.executeMany("DELETE FROM activity WHERE subject_id = ?", subjects.map { [$0] })
    }
}
