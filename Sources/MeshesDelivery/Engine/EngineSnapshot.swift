/// What the engine of this node holds at a moment.
public struct EngineSnapshot: Hashable, Sendable {
    /// Connections with something in memory, in flight or waiting in the store.
    public var lanes: Int
    public var waitingInMemory: Int
    public var inFlight: Int
    public var openCircuits: Int
    /// Connections whose destination asked for a pause.
    public var pausedLanes: Int
    public var lanesWithBacklog: Int
}
