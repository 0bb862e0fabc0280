internal import Crypto

/// The key that secrets are encrypted with before they reach the database (AES-256-GCM).
public struct EncryptionKey: Sendable {
    /// Stored with each value, so that values under an older key can be told apart.
    public let id: String
    let key: SymmetricKey

    /// - Parameter bytes: 32 of them; nil for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        let raw = Array(bytes)
        key = SymmetricKey(data: raw)
        id = SHA256.hash(data: Array("meshes.key-id".utf8) + raw).prefix(4).map { Self.hex($0) }.joined()
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }
}
