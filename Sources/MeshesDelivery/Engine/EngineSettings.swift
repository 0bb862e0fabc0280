public import MeshesModel
public import MeshesStorage

/// What an operator may set about the engine.
public struct EngineSettings: Sendable {
    public var schedule: RetrySchedule
    /// How long this node may start the attempt of a delivery after it was accepted or claimed. Longer than any attempt: what
    /// waits in memory for longer is claimed again, and so is what the node has lost sight of.
    public var lease: Duration
    /// How long this node is taken to live without a heartbeat; then others take over what it holds.
    public var nodeLease: Duration
    /// What this node says of itself.
    public var node: NodeDescription
    /// Whether this node delivers; otherwise it accepts for others that do.
    public var dispatches = true
    /// The longest that one attempt may take, answer and all.
    public var longestAttempt: Duration
    /// Deliveries in memory, for one connection and altogether. The rest waits in the store.
    public var laneCapacity: Int
    public var capacity: Int
    /// Attempts in flight, for one workspace and altogether.
    public var workspaceConcurrency: Int
    public var concurrency: Int
    /// How often the store is asked for work that fell due without this node knowing.
    public var pollInterval: Duration
    /// How long deliveries wait for a switched-off connection before they fail.
    public var parkingLimit: Duration
    /// How long the engine waits for attempts in flight when it is asked to stop.
    public var shutdownGrace: Duration
    /// "Try again" calls a minute and delivery; 0 switches the limit off.
    public var manualRetriesPerMinute: Int
    /// Live streams at once, of one workspace and altogether.
    public var workspaceStreams: Int
    public var streams: Int
    public var retention: RetentionSettings

    public init(
        schedule: RetrySchedule = .standard, lease: Duration = .seconds(120), nodeLease: Duration = .seconds(20),
        node: NodeDescription = NodeDescription(version: "", host: "", roles: []), longestAttempt: Duration = .seconds(35),
        laneCapacity: Int = 256, capacity: Int = 20_000, workspaceConcurrency: Int = 50, concurrency: Int = 512,
        pollInterval: Duration = .seconds(5), parkingLimit: Duration = .seconds(72 * 3600),
        shutdownGrace: Duration = .seconds(7), manualRetriesPerMinute: Int = 10,
        workspaceStreams: Int = 50, streams: Int = 500,
        retention: RetentionSettings = RetentionSettings()
    ) {
        self.schedule = schedule
        self.lease = lease
        self.nodeLease = nodeLease
        self.node = node
        self.longestAttempt = longestAttempt
        self.laneCapacity = laneCapacity
        self.capacity = capacity
        self.workspaceConcurrency = workspaceConcurrency
        self.concurrency = concurrency
        self.pollInterval = pollInterval
        self.parkingLimit = parkingLimit
        self.shutdownGrace = shutdownGrace
        self.manualRetriesPerMinute = manualRetriesPerMinute
        self.workspaceStreams = workspaceStreams
        self.streams = streams
        self.retention = retention
    }

    var laneLimits: LaneScheduler.Limits {
        LaneScheduler.Limits(
            laneCapacity: laneCapacity, capacity: capacity, workspaceConcurrency: workspaceConcurrency, concurrency: concurrency)
    }
}
