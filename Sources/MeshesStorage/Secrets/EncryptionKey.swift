internal import Crypto
internal import Foundation

/// The key that secrets are encrypted with before they reach the database (AES-256-GCM).
public struct EncryptionKey: Sendable {
    /// Bytes of every id.
    static let idLength = 8

    /// Made of the key, and stored with each value, so that values under an older key can be told apart.
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

    /// - Throws: `EncryptionKeyError.notAKey` unless the text is base64 (either alphabet) of exactly 32 bytes.
    public init(base64 text: some StringProtocol) throws {
        let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let key = EncryptionKey(bytes: data) else { throw EncryptionKeyError.notAKey }
        self = key
    }
}
