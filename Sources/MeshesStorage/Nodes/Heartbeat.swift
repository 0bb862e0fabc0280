public import MeshesModel

/// What a node learns when it shows that it lives.
public struct Heartbeat: Hashable, Sendable {
    /// Its own number.
    public var number: Int
    /// The store's clock.
    public var now: Timestamp
    /// All nodes, itself and ended ones too, by number.
    public var nodes: [NodeRecord]

    /// Those that live.
    public var living: [NodeRecord] { nodes.filter { $0.endedAt == nil && $0.expiresAt > now } }
}
