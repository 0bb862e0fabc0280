public import MeshesModel

/// Something a provider said about a connected account, kept to be shown without asking again.
public struct CachedConnectionData: Hashable, Sendable {
    /// What is kept.
    public enum Kind: Int, Hashable, Sendable {
        case fieldCatalog = 1
        case actionData = 2
    }

    /// The content, as JSON text.
    public var json: [UInt8]
    /// Hash of the content, for a catalogue; empty otherwise.
    public var version: String
    public var refreshedAt: Timestamp

    public init(json: [UInt8], version: String, refreshedAt: Timestamp) {
        self.json = json
        self.version = version
        self.refreshedAt = refreshedAt
    }
}
