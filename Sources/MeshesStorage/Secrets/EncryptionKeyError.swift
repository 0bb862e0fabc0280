/// Why an encryption key cannot be used.
public enum EncryptionKeyError: Error, Hashable, Sendable {
    /// The text is not base64 of 32 bytes.
    case notAKey
    /// The file may be read by other users: its mode must be 0600.
    case openToOthers(path: String)
    case unreadable(path: String, reason: String)
    /// A stored value was encrypted with another key, or was changed.
    case wrongKey(storedUnder: String)
}
