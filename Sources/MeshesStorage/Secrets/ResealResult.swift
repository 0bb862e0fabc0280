import MeshesModel

/// What became of secrets that were to move to the newest key.
public struct ResealResult: Hashable, Sendable {
    /// How many were encrypted anew.
    public var moved = 0
    /// Those that cannot be opened and stayed as they are; the first hundred.
    public private(set) var damaged: [DamagedSecret] = []

    private static let limit = 100

    mutating func note(_ secret: DamagedSecret) {
        if damaged.count < Self.limit { damaged.append(secret) }
    }

    mutating func add(_ other: ResealResult) {
        moved += other.moved
        for secret in other.damaged { note(secret) }
    }
}

/// A secret that its key cannot open: it was changed, or it belongs to another row.
public struct DamagedSecret: Hashable, Sendable {
    public var kind: SealedKind
    /// The id of its row, as it is shown everywhere.
    public var id: String

    init(kind: SealedKind, id: [UInt8]) {
        self.kind = kind
        self.id = Identifier<DamagedSecret>(bytes: id)?.description ?? "\(id)"
    }
}
