import DequeModule
import MeshesModel
import MeshesStorage

/// Decides which delivery starts next: lanes in turn within a workspace, workspaces in turn among each other, each within
/// its caps. Holds a bounded number of deliveries; what does not fit stays in the store. Pure state, guarded by the engine.
struct LaneScheduler {
    struct Limits: Hashable, Sendable {
        /// Deliveries in memory, a lane and altogether.
        var laneCapacity = 256
        var capacity = 20_000
        /// Attempts in flight, a workspace and altogether.
        var workspaceConcurrency = 50
        var concurrency = 512
        var circuit = Circuit.Limits()
    }

    /// The lanes of one workspace that may have something to start.
    private struct Ring {
        var lanes: Deque<Connection.ID> = []
        var inFlight = 0
        var isListed = false
    }

    let limits: Limits
    private var lanes: [Connection.ID: Lane] = [:]
    private var rings: [Workspace.ID: Ring] = [:]
    private var turn: Deque<Workspace.ID> = []
    /// Nodes that deliver: each has its part of what a connection may have in flight.
    var nodes = 1
    private(set) var held = 0
    private(set) var inFlight = 0

    init(limits: Limits) {
        self.limits = limits
    }

    // MARK: Acceptance

    /// Promises a place in memory to a delivery about to be committed; false when it must go through the store.
    mutating func reserve(_ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int) -> Bool {
        let fits = held < limits.capacity
        let capacity = limits.laneCapacity
        let granted = withLane(connection, workspace, concurrency: concurrency) { lane in
            guard fits, !lane.hasBacklog, !lane.isClaiming, lane.waiting.count + lane.reserved < capacity else { return false }
            lane.reserved += 1
            return true
        }
        if granted { held += 1 }
        return granted
    }

    /// Takes a promise back: the commit failed.
    mutating func release(_ connection: Connection.ID) {
        held -= 1
        lanes[connection]?.reserved -= 1
    }

    /// The delivery that the place was promised to is durable.
    mutating func enqueueReserved(_ entry: QueueEntry) {
        guard lanes[entry.key.connection] != nil else { return }
        lanes[entry.key.connection]?.reserved -= 1
        lanes[entry.key.connection]?.waiting.append(entry)
        list(entry.key.connection)
    }

    // MARK: Claims

    /// The store holds due deliveries of this lane (they did not fit, or fell due).
    mutating func noteBacklog(_ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int) {
        withLane(connection, workspace, concurrency: concurrency) { lane in
            lane.hasBacklog = true
            lane.backlogSerial += 1
        }
    }

    /// The store will have something for this lane at `due`.
    mutating func noteDue(_ due: Timestamp, _ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int) {
        withLane(connection, workspace, concurrency: concurrency) { lane in
            lane.nextDue = min(lane.nextDue ?? due, due)
        }
    }

    /// A claim to be made from the store.
    struct Refill: Hashable, Sendable {
        var connection: Connection.ID
        var limit: Int
        var serial: Int
    }

    /// The claim to make for this lane now, if it wants one: it runs low and the store has more. Marks it as under way.
    mutating func refill(_ connection: Connection.ID, at now: Timestamp) -> Refill? {
        guard var lane = lanes[connection], !lane.isClaiming else { return nil }
        if let due = lane.nextDue, due <= now {
            lane.nextDue = nil
            lane.hasBacklog = true
            lane.backlogSerial += 1
            lanes[connection] = lane
        }
        let room = min(limits.laneCapacity - lane.waiting.count - lane.reserved, limits.capacity - held)
        let paused = lane.pausedUntil.map { $0 > now } ?? false
        guard lane.hasBacklog, !paused, lane.circuit.allows(at: now), lane.waiting.count <= limits.laneCapacity / 4, room > 0
        else { return nil }
        let limit = lane.circuit.isOpen ? 1 : room
        lanes[connection]?.isClaiming = true
        held += limit
        return Refill(connection: connection, limit: limit, serial: lane.backlogSerial)
    }

    /// A claim has ended with these deliveries.
    mutating func claimed(_ refill: Refill, _ entries: [QueueEntry], nextDue: Timestamp?) {
        held += entries.count - refill.limit
        guard var lane = lanes.removeValue(forKey: refill.connection) else {
            held -= entries.count
            return
        }
        lane.isClaiming = false
        lane.waiting.append(contentsOf: entries)
        if entries.count < refill.limit && lane.backlogSerial == refill.serial { lane.hasBacklog = false }
        if let nextDue, nextDue < .never { lane.nextDue = min(lane.nextDue ?? nextDue, nextDue) }
        lanes[refill.connection] = lane
        list(refill.connection)
    }

    /// A claim has failed; the lane asks again later.
    mutating func claimFailed(_ refill: Refill) {
        held -= refill.limit
        lanes[refill.connection]?.isClaiming = false
    }

    // MARK: Starting and finishing

    /// The next delivery to start, by turns; nil when nothing may start now. Entries whose time runs out before an
    /// attempt could end (`leaseNeeded`) are dropped: the store gives them out again when it has run out.
    mutating func next(at now: Timestamp, leaseNeeded: Duration) -> QueueEntry? {
        guard inFlight < limits.concurrency else { return nil }
        var looked = 0
        while looked < limits.concurrency, let workspace = turn.popFirst() {
            looked += 1
            guard var ring = rings.removeValue(forKey: workspace) else { continue }
            ring.isListed = false
            let entry = ring.inFlight < limits.workspaceConcurrency ? start(in: &ring, at: now, leaseNeeded: leaseNeeded) : nil
            if entry != nil { ring.inFlight += 1 }
            if !ring.lanes.isEmpty && ring.inFlight < limits.workspaceConcurrency {
                ring.isListed = true
                turn.append(workspace)
            }
            if ring.lanes.isEmpty && ring.inFlight == 0 { continue }
            rings[workspace] = ring
            if let entry {
                inFlight += 1
                return entry
            }
        }
        return nil
    }

    private mutating func start(in ring: inout Ring, at now: Timestamp, leaseNeeded: Duration) -> QueueEntry? {
        while let connection = ring.lanes.popFirst() {
            guard let index = lanes.index(forKey: connection) else { continue }
            lanes.values[index].isListed = false
            drop(at: index, expiringBefore: now + leaseNeeded)
            guard lanes.values[index].canStart(at: now, of: nodes), let entry = lanes.values[index].waiting.popFirst() else { continue }
            held -= 1
            lanes.values[index].inFlight += 1
            lanes.values[index].circuit.started(at: now)
            if lanes.values[index].canStart(at: now, of: nodes) {
                lanes.values[index].isListed = true
                ring.lanes.append(connection)
            }
            return entry
        }
        return nil
    }

    private mutating func drop(at index: Dictionary<Connection.ID, Lane>.Index, expiringBefore limit: Timestamp) {
        while let first = lanes.values[index].waiting.first, first.key.availableAt < limit {
            lanes.values[index].waiting.removeFirst()
            held -= 1
            let due = first.key.availableAt
            lanes.values[index].nextDue = min(lanes.values[index].nextDue ?? due, due)
        }
    }

    /// What an attempt says about its lane.
    struct Finish: Sendable {
        var delivery: Delivery.ID
        /// Counts for the circuit: the destination answered with a fault of its own, or not at all.
        var failed: Bool
        var refusedCredential: Bool
        var pauseUntil: Timestamp?
    }

    /// An attempt has ended, or did not take place (nil): frees its place. True when the strikes say that the connection
    /// should be switched off.
    mutating func finished(_ connection: Connection.ID, _ workspace: Workspace.ID, _ finish: Finish?, at now: Timestamp) -> Bool {
        inFlight -= 1
        var switchOff = false
        if let index = lanes.index(forKey: connection) {
            lanes.values[index].inFlight -= 1
            if let finish {
                lanes.values[index].circuit.finished(failed: finish.failed, at: now)
                switchOff = lanes.values[index].strikes.finished(finish.delivery, refused: finish.refusedCredential, at: now)
                if let until = finish.pauseUntil {
                    lanes.values[index].pausedUntil = max(lanes.values[index].pausedUntil ?? until, until)
                }
            }
        }
        if rings[workspace] != nil {
            rings[workspace]?.inFlight -= 1
            relist(workspace)
        }
        list(connection)
        return switchOff
    }

    /// Empties a lane, because its connection was switched off or removed, and names what it held, for giving back.
    mutating func clear(_ connection: Connection.ID) -> [QueueKey] {
        guard let index = lanes.index(forKey: connection) else { return [] }
        let keys = lanes.values[index].waiting.map(\.key)
        held -= lanes.values[index].waiting.count
        lanes.values[index].waiting.removeAll()
        lanes.values[index].hasBacklog = false
        lanes.values[index].nextDue = nil
        lanes.values[index].pausedUntil = nil
        lanes.values[index].strikes = AuthenticationStrikes()
        lanes.values[index].circuit = Circuit(limits: limits.circuit)
        return keys
    }

    /// Forgets what stood against a lane: its connection was changed, so pause, circuit and strikes begin anew.
    mutating func reset(_ connection: Connection.ID) {
        guard let index = lanes.index(forKey: connection) else { return }
        lanes.values[index].pausedUntil = nil
        lanes.values[index].strikes = AuthenticationStrikes()
        lanes.values[index].circuit = Circuit(limits: limits.circuit)
        list(connection)
    }

    /// Forgets everything: the engine has stopped.
    mutating func removeAll() {
        lanes.removeAll()
        rings.removeAll()
        turn.removeAll()
        held = 0
    }

    /// The deliveries of a lane that wait in memory.
    func waiting(_ connection: Connection.ID) -> Set<Delivery.ID> {
        Set(lanes[connection]?.waiting.lazy.map(\.key.delivery) ?? [])
    }

    /// Empties every lane and names what it held, for giving back if it is still this node's; the lanes claim again.
    mutating func takeWaiting() -> [QueueKey] {
        var keys: [QueueKey] = []
        for index in lanes.values.indices where !lanes.values[index].waiting.isEmpty {
            keys += lanes.values[index].waiting.map(\.key)
            lanes.values[index].waiting.removeAll()
            lanes.values[index].hasBacklog = true
            lanes.values[index].backlogSerial += 1
        }
        held -= keys.count
        return keys
    }

    // MARK: Other nodes

    /// A destination has asked another node for a pause.
    mutating func pause(_ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int, until: Timestamp) {
        withLane(connection, workspace, concurrency: concurrency) { $0.pausedUntil = max($0.pausedUntil ?? until, until) }
    }

    /// The circuit of another node has opened, probed or closed.
    mutating func follow(_ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int, probeAt: Timestamp?) {
        guard probeAt != nil || lanes[connection] != nil else { return }
        withLane(connection, workspace, concurrency: concurrency) { $0.circuit.follow(probeAt: probeAt) }
        list(connection)
    }

    /// When the open circuit of a lane lets the next probe pass; nil while it is closed.
    func probeAt(_ connection: Connection.ID) -> Timestamp? { lanes[connection]?.circuit.probeAt }

    /// Puts lanes whose pause or probe time has come back into their rings, forgets idle ones and names those that want
    /// a claim. To be called a few times a second.
    mutating func tick(at now: Timestamp) -> [Connection.ID] {
        var wanting: [Connection.ID] = []
        for (connection, lane) in lanes {
            if let until = lane.pausedUntil, until <= now { lanes[connection]?.pausedUntil = nil }
            if lanes[connection]?.isIdle ?? false {
                lanes[connection] = nil
                continue
            }
            if !lane.waiting.isEmpty { list(connection) }
            if lane.hasBacklog || (lane.nextDue.map { $0 <= now } ?? false) { wanting.append(connection) }
        }
        return wanting
    }

    // MARK: Looking

    /// Figures for metrics and `doctor`.
    var snapshot: EngineSnapshot {
        EngineSnapshot(
            lanes: lanes.count, waitingInMemory: held, inFlight: inFlight,
            openCircuits: lanes.values.reduce(0) { $0 + ($1.circuit.isOpen ? 1 : 0) },
            pausedLanes: lanes.values.reduce(0) { $0 + ($1.pausedUntil == nil ? 0 : 1) },
            lanesWithBacklog: lanes.values.reduce(0) { $0 + ($1.hasBacklog ? 1 : 0) })
    }

    // MARK: Rings

    @discardableResult
    private mutating func withLane<T>(
        _ connection: Connection.ID, _ workspace: Workspace.ID, concurrency: Int, _ body: (inout Lane) -> T
    ) -> T {
        let circuit = limits.circuit
        return body(
            &lanes[
                connection,
                default: Lane(
                    connection: connection, workspace: workspace, concurrency: concurrency, circuit: Circuit(limits: circuit))
            ])
    }

    private mutating func list(_ connection: Connection.ID) {
        guard let index = lanes.index(forKey: connection), !lanes.values[index].isListed, !lanes.values[index].waiting.isEmpty
        else { return }
        lanes.values[index].isListed = true
        let workspace = lanes.values[index].workspace
        rings[workspace, default: Ring()].lanes.append(connection)
        relist(workspace)
    }

    private mutating func relist(_ workspace: Workspace.ID) {
        guard let ring = rings[workspace], !ring.isListed, !ring.lanes.isEmpty, ring.inFlight < limits.workspaceConcurrency
        else { return }
        rings[workspace]?.isListed = true
        turn.append(workspace)
    }
}
