/// How a rule does, for lists.
public struct RuleActivity: Hashable, Sendable {
    public var connectionName: String?
    /// Deliveries that ended in this hour and the 23 before it.
    public var completed: Int64 = 0
    public var failed: Int64 = 0
    /// Nil before its first attempt.
    public var last: Activity?
}
