/// The signing keys of one use, one for each encryption key: what an older one signed stays good as long as that is at hand.
public struct SigningKeys: Sendable {
    private let ring: KeyRing
    private let use: String

    init(_ ring: KeyRing, use: String) {
        self.ring = ring
        self.use = use
    }

    /// Signs from now on.
    public var newest: SigningKey { SigningKey(ring.first, use: use) }

    /// The ids of all, the newest first. Without a look at the disk.
    public var ids: [String] { ring.ids }

    /// All of them, the newest first.
    public var all: [SigningKey] { ring.all.map { SigningKey($0, use: use) } }
}
