/// Why an encryption key cannot be used.
public enum EncryptionKeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something in the list is not base64 of 32 bytes.
    case notAKey
    /// The file may be read by other users: its mode must be 0600.
    case openToOthers(path: String)
    /// The file holds nothing: whoever first wrote it was killed, or it was emptied.
    case empty(path: String)
    case unreadable(path: String, reason: String)
    /// A stored value was encrypted with a key that is not among those at hand.
    case unknownKey(storedUnder: String)
    /// A stored value was changed, or belongs to another row.
    case damaged(storedUnder: String)

    public var description: String {
        switch self {
        case .notAKey:
            "The encryption keys are not base64 of 32 bytes each (MESHES_ENCRYPTION_KEY, or \(KeyFile.name) in the data directory)"
        case .empty(let path): "\(path) is empty; put its copy there, or remove it when the store is new: then a key is made"
        case .openToOthers(let path): "Other users may read \(path); give it mode 0600"
        case .unreadable(let path, let reason): "\(path) cannot be used: \(reason)"
        case .unknownKey(let id):
            """
            The store holds secrets that were encrypted with the key \(id), which is not among the keys at hand; put it back into \
            MESHES_ENCRYPTION_KEY (or \(KeyFile.name) in the data directory), behind the newest one
            """
        case .damaged(let id): "A secret in the store that was encrypted with the key \(id) is damaged"
        }
    }
}
