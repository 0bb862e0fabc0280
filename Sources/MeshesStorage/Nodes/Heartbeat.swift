public import MeshesModel

/// What a node learns when it shows that it lives.
public struct Heartbeat: Hashable, Sendable {
    /// Its own number.
    public var number: Int
    /// The store's clock.
    public var now: Timestamp
    /// All nodes, itself and ended ones too, by number.
    public var nodes: [NodeRecord]

    public init(number: Int, now: Timestamp, nodes: [NodeRecord]) {
        self.number = number
        self.now = now
        self.nodes = nodes
    }

    /// Those that live.
    public var living: [NodeRecord] { nodes.filter { $0.lives(at: now) } }
}
