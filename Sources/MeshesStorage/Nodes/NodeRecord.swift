public import MeshesModel

/// A process that works on the store, as the others see it. Times are the store's.
public struct NodeRecord: Hashable, Sendable {
    /// Never used twice: a process gets one at its start, and another when it has lost its lease.
    public var number: Int
    public var description: NodeDescription
    public var startedAt: Timestamp
    /// Of its last heartbeat.
    public var seenAt: Timestamp
    /// When its lease runs out.
    public var expiresAt: Timestamp
    /// When it was ended, by itself or by another; what it held is being given back. Nil while it lives.
    public var endedAt: Timestamp?
    /// The ids of its encryption keys as of its last heartbeat, that of the key that it seals with first. Nil when it does not
    /// say, as nodes of older versions.
    public var keys: [String]?

    public init(
        number: Int, description: NodeDescription, startedAt: Timestamp, seenAt: Timestamp, expiresAt: Timestamp, endedAt: Timestamp?,
        keys: [String]?
    ) {
        self.number = number
        self.description = description
        self.startedAt = startedAt
        self.seenAt = seenAt
        self.expiresAt = expiresAt
        self.endedAt = endedAt
        self.keys = keys
    }

    /// Whether its lease still runs.
    func lives(at now: Timestamp) -> Bool { endedAt == nil && expiresAt > now }

    static let columns = "number, version, host, roles, started_at, seen_at, expires_at, ended_at, key_ids"

    init(_ row: any SQLRow) {
        self.init(
            number: row.int(0),
            description: NodeDescription(
                version: row.text(1), host: row.text(2), roles: row.text(3).split(separator: ",").map(String.init)),
            startedAt: row.time(4), seenAt: row.time(5), expiresAt: row.time(6), endedAt: row.optionalTime(7),
            keys: row.optionalText(8)?.split(separator: " ").map(String.init))
    }
}
