import MeshesModel
import MeshesStorage

/// This process among the nodes of its store: its number, and how long it may count on it. Pure state, guarded by the engine.
struct Membership {
    /// The last sign of life of another node, and since when this one has known of no later.
    private struct Sighting {
        var seenAt: Timestamp
        var since: Timestamp
    }

    /// Nil before it has joined, and from the loss of its lease until it has joined anew.
    private(set) var number: Int?
    /// The nodes that lived at the last heartbeat, by number.
    private(set) var living: [NodeRecord] = []
    private var certainUntil = Timestamp(milliseconds: 0)
    private var takingOver: Set<Int> = []
    private var sightings: [Int: Sighting] = [:]

    /// The number under which deliveries may be taken and attempted now; nil while others may have taken over.
    func holder(at now: Timestamp) -> Int? { now < certainUntil ? number : nil }

    /// Whether this is the node that does what one of them has to do.
    var isEldest: Bool { number != nil && living.first?.number == number }

    /// Takes note of a heartbeat.
    ///
    /// A node is found dead only by one that has itself lived on meanwhile and waited for a sign: after a failure of the database,
    /// or a step of its clock, all leases look as if they had run out, and nobody has died.
    ///
    /// - Parameters:
    ///   - sentAt: before the heartbeat was sent: the lease is counted from there, so that it ends here before it does for others.
    ///   - lease: nil where there are no others.
    /// - Returns: nodes whose deliveries are to be taken over. Of those that have ended already, another is doing it, unless that
    ///   takes longer than a lease.
    mutating func renewed(_ beat: Heartbeat, sentAt: Timestamp, lease: Duration?) -> [NodeRecord] {
        watch(beat, at: sentAt)
        number = beat.number
        living = beat.living
        certainUntil = lease.map { sentAt + $0 } ?? .never
        let gone = beat.nodes.filter { node in
            guard node.number != beat.number, !takingOver.contains(node.number) else { return false }
            guard let lease else { return true }
            if let endedAt = node.endedAt { return endedAt + lease <= beat.now }
            guard node.expiresAt <= beat.now, let sighting = sightings[node.number] else { return false }
            return sentAt - sighting.since >= lease / 4
        }
        takingOver.formUnion(gone.map(\.number))
        return gone
    }

    private mutating func watch(_ beat: Heartbeat, at sentAt: Timestamp) {
        let before = holder(at: sentAt) == nil ? [:] : sightings
        sightings = [:]
        for node in beat.nodes {
            let known = before[node.number].flatMap { $0.seenAt == node.seenAt ? $0 : nil }
            sightings[node.number] = known ?? Sighting(seenAt: node.seenAt, since: sentAt)
        }
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
