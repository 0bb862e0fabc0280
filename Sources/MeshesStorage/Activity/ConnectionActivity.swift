/// How a connection does, for lists.
public struct ConnectionActivity: Hashable, Sendable {
    public var ruleCount = 0
    /// Deliveries that ended in this hour and the 23 before it.
    public var completed: Int64 = 0
    public var failed: Int64 = 0
    /// Nil before its first attempt.
    public var last: Activity?
    /// Deliveries that wait or are in flight; `ActivityRepository.waitingLimit` stands for that many and more.
    public var waiting = 0
}
