import DequeModule
import MeshesModel
import MeshesStorage

/// The deliveries of one connection that this node holds in memory, and what decides whether the next may start. A
/// destination that hangs fills its own lane only. Pure: the scheduler asks, the engine acts.
struct Lane {
    let connection: Connection.ID
    let workspace: Workspace.ID
    /// Attempts that may run side by side, over all nodes.
    var concurrency: Int

    /// Accepted or claimed, oldest first, each held by this node.
    var waiting: Deque<QueueEntry> = []
    /// Places promised to events whose commit is under way.
    var reserved = 0
    var inFlight = 0
    var circuit: Circuit
    var strikes = AuthenticationStrikes()
    /// Set by a destination that asked everybody to wait.
    var pausedUntil: Timestamp?

    /// The store holds due deliveries of this lane that are not in memory. While it does, new ones go behind them.
    var hasBacklog = false
    /// Rises whenever the store gets due deliveries that a claim under way may not have seen.
    var backlogSerial = 0
    /// The earliest moment at which the store has something to claim, as far as this node knows.
    var nextDue: Timestamp?
    /// A claim is under way.
    var isClaiming = false
    /// Whether the lane stands in its workspace's ring.
    var isListed = false

    init(connection: Connection.ID, workspace: Workspace.ID, concurrency: Int, circuit: Circuit) {
        self.connection = connection
        self.workspace = workspace
        self.concurrency = concurrency
        self.circuit = circuit
    }

    /// - Parameter nodes: how many share the concurrency.
    func canStart(at now: Timestamp, of nodes: Int) -> Bool {
        guard !waiting.isEmpty, inFlight < (concurrency + nodes - 1) / nodes else { return false }
        if let pausedUntil, pausedUntil > now { return false }
        return circuit.allows(at: now)
    }

    /// Nothing in memory and nothing known to be in the store: the lane can be forgotten, but for its circuit and strikes.
    var isIdle: Bool {
        waiting.isEmpty && reserved == 0 && inFlight == 0 && !hasBacklog && nextDue == nil && !isClaiming && !circuit.isOpen
            && pausedUntil == nil
    }
}
