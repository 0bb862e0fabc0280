import MeshesModel
import MeshesStorage

/// This process among the nodes of its store: its number, and how long it may count on it. Pure state, guarded by the engine.
struct Membership {
    /// Nil before it has joined, and from the loss of its lease until it has joined anew.
    private(set) var number: Int?
    /// All nodes as the last heartbeat showed them, ended ones too.
    private(set) var nodes: [NodeRecord] = []
    /// Those that lived then, by number.
    private(set) var living: [NodeRecord] = []
    private var certainUntil = Timestamp(milliseconds: 0)
    private var takingOver: Set<Int> = []

    /// The number under which deliveries may be taken and attempted now; nil while others may have taken over.
    func holder(at now: Timestamp) -> Int? { now < certainUntil ? number : nil }

    /// Whether this is the node that does what one of them has to do.
    var isEldest: Bool { number != nil && living.first?.number == number }

    /// Takes note of a heartbeat.
    ///
    /// - Parameters:
    ///   - sentAt: before the heartbeat was sent: the lease is counted from there, so that it ends here before it does for others.
    ///   - lease: nil where there are no others.
    /// - Returns: nodes whose deliveries are to be taken over. Of those that have ended already, another is doing it, unless that
    ///   takes longer than a lease.
    mutating func renewed(_ beat: Heartbeat, sentAt: Timestamp, lease: Duration?) -> [NodeRecord] {
        number = beat.number
        nodes = beat.nodes
        living = beat.living
        certainUntil = lease.map { sentAt + $0 } ?? .never
        let gone = beat.nodes.filter { node in
            guard node.number != beat.number, !takingOver.contains(node.number) else { return false }
            guard let lease else { return true }
            return node.endedAt.map { $0 + lease <= beat.now } ?? (node.expiresAt <= beat.now)
        }
        takingOver.formUnion(gone.map(\.number))
        return gone
    }

    mutating func tookOver(_ number: Int) { takingOver.remove(number) }

    /// The node with this number was ended.
    ///
    /// - Returns: false when that is known already.
    mutating func lost(_ number: Int) -> Bool {
        guard self.number == number else { return false }
        self.number = nil
        return true
    }
}
