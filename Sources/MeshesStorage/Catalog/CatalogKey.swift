public import MeshesModel

/// A name of a workspace's catalogue.
public struct CatalogKey: Hashable, Sendable {
    public var kind: CatalogEntry.Kind
    public var key: String

    public init(kind: CatalogEntry.Kind, key: String) {
        self.kind = kind
        self.key = key
    }
}
