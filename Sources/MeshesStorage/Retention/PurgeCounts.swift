/// How much a purge removed.
public struct PurgeCounts: Hashable, Sendable {
    public var events = 0
    public var payloads = 0
    public var responseDetails = 0
    public var idempotencyKeys = 0
    public var rollups = 0
    public var sessions = 0
    public var launchTokens = 0
    public var personLeases = 0
    /// Parts of tables that were dropped whole; their rows are counted nowhere.
    public var partitions = 0

    public init() {}
}
