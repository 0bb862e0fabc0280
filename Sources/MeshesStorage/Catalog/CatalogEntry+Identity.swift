import Crypto
import MeshesModel

extension CatalogEntry {
    /// The id of an entry follows from its name, so that two nodes that meet the name at once agree: a hash of workspace,
    /// kind and name in the form of a version 8 UUID.
    static func id(of key: CatalogKey, in workspace: Workspace.ID) -> CatalogEntry.ID {
        let hash = SHA256.hash(data: workspace.bytes + [UInt8(key.kind.rawValue)] + Array(key.key.utf8))
        let id = CatalogEntry.ID(bytes: Array(hash).prefix(16)) ?? CatalogEntry.ID(high: 0, low: 0)
        return CatalogEntry.ID(
            high: id.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000, low: id.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
