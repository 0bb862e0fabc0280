/// How much may wait for the committer before calls are refused.
public struct CommitterLimits: Hashable, Sendable {
    /// Events that wait to be accepted.
    public var acceptances = 20_000
    /// Bytes of payloads that wait to be accepted.
    public var acceptedBytes = 64 << 20
    /// State changes of deliveries, and other writes.
    public var others = 100_000
    /// Events, and as many state changes, that one transaction takes.
    public var round = 2_000

    public init() {}
}
