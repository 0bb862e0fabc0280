public import Logging
public import MeshesDestinations
public import MeshesModel
public import MeshesStorage
public import Metrics
public import ServiceLifecycle
import Synchronization

/// Takes events in, gets them out: acceptance with routing, lanes, attempts, retries, recording. One for each process.
///
/// This file holds its parts and its life; what it does stands in the files beside it (`+Acceptance`, `+Attempts`, …).
public final class DeliveryEngine: Service, Sendable {
    let store: Store
    let destinations: DestinationRegistry
    let time: any TimeSource
    let settings: EngineSettings
    /// When failed deliveries are tried again.
    public var schedule: RetrySchedule { settings.schedule }
    let logger: Logger
    let metrics: EngineMetrics

    let routing: RoutingCache
    let connections: ConnectionCache
    let rules: RuleCache
    let mappings: MappingCache
    let grants: GrantCache
    let renewals = GrantRenewals()
    let catalog = CatalogMemory()
    let scheduler: Mutex<LaneScheduler>
    let flights = Mutex<Flights>(Flights())
    let membership = Mutex<Membership>(Membership())
    let queue = Mutex<QueueMeasurement>(QueueMeasurement())
    let manualRetries: ManualRetryLimit
    /// What watchers of workspaces are told.
    public let changes: ChangeFeed
    /// How many nodes share what is limited for all of them.
    public let share: NodeShare
    let distantWatchers: DistantWatchers
    let isHearing: Atomic<Bool>
    /// Whether what other nodes tell arrives here, where there can be any.
    public var hearsOthers: Bool { isHearing.load(ordering: .acquiring) }

    /// What the run loop carries out, each in a child task. Its length is bounded by the scheduler's caps.
    private let work: AsyncStream<EngineWork>
    private let workInput: AsyncStream<EngineWork>.Continuation
    private let phase = Atomic<Int>(Phase.starting.rawValue)

    private enum Phase: Int { case starting, running, stopping }

    public init(
        store: Store, destinations: DestinationRegistry, settings: EngineSettings, logger: Logger,
        metrics: any MetricsFactory, share: NodeShare = NodeShare()
    ) {
        self.share = share
        self.store = store
        self.destinations = destinations
        self.time = store.time
        self.settings = settings
        self.logger = logger
        self.metrics = EngineMetrics(factory: metrics)
        self.routing = RoutingCache(store: store)
        self.connections = ConnectionCache(store: store)
        self.rules = RuleCache(store: store)
        self.mappings = MappingCache(store: store)
        self.grants = GrantCache(store: store)
        self.scheduler = Mutex(LaneScheduler(limits: settings.laneLimits))
        self.manualRetries = ManualRetryLimit(perMinute: settings.manualRetriesPerMinute)
        let distantWatchers = DistantWatchers()
        self.distantWatchers = distantWatchers
        isHearing = Atomic(!store.isShared)
        let notices = store.notices
        self.changes = ChangeFeed(
            limit: settings.streams, perWorkspace: settings.workspaceStreams,
            onWatch: { notices?.post(Notice.watch($0).text) }, onTell: { distantWatchers.note($0, $1()) })
        if store.isShared {
            // Nothing is remembered before the others are heard.
            connections.forgetAll(keeping: false)
            mappings.forgetAll(keeping: false)
            grants.forgetAll(keeping: false)
            routing.forgetAll(keeping: false)
        }
        (self.work, self.workInput) = AsyncStream.makeStream(of: EngineWork.self, bufferingPolicy: .unbounded)
    }

    /// Whether events may be accepted: after this node has joined and before shutdown.
    public var isAccepting: Bool { phase.load(ordering: .acquiring) == Phase.running.rawValue }

    var isStopping: Bool { phase.load(ordering: .acquiring) == Phase.stopping.rawValue }

    /// What is in memory and in flight now.
    public func snapshot() -> EngineSnapshot { scheduler.withLock { $0.snapshot } }

    /// Runs until graceful shutdown: then nothing new starts, attempts in flight get `shutdownGrace` to end, and what
    /// it still holds is given back to the store.
    public func run() async throws {
        try await join()
        phase.store(Phase.running.rawValue, ordering: .releasing)
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for loop in maintenanceLoops { group.addTask(operation: loop) }
                if let notices = store.notices { group.addTask { await self.heed(notices) } }
                startWaiting()
                for await item in work {
                    group.addTask { await self.carryOut(item) }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.phase.store(Phase.stopping.rawValue, ordering: .releasing)
            self.enqueue(.drain)
        }
        try await leave()
    }

    /// - Returns: false when the run loop has ended and nothing is carried out any more.
    @discardableResult
    func enqueue(_ item: EngineWork) -> Bool {
        if case .terminated = workInput.yield(item) { return false }
        return true
    }

    /// Ends the run loop once nothing is in flight any more.
    func finishIfDrained() {
        if isStopping && flights.withLock({ $0.isEmpty }) { workInput.finish() }
    }

    private func carryOut(_ item: EngineWork) async {
        switch item {
        case .attempt(let entry): await attempt(entry)
        case .refill(let refill): await fill(refill)
        case .sweep(let sweep): await carryOut(sweep)
        case .takeOver(let node): await takeOver(node)
        case .renew(let grant, let version): await renew(grant, newerThan: version)
        case .revoke(let grant): await carryOutRevocation(grant)
        case .drain:
            finishIfDrained()
            try? await time.sleep(for: settings.shutdownGrace)
            workInput.finish()
        }
    }
}
