internal import Crypto

/// A key that the server signs tokens of its own with (HMAC-SHA-256). Each use has a key of its own, derived from the
/// encryption key, so that no store holds it.
public struct SigningKey: Sendable {
    /// Names the key, so that tokens under an older one can be told apart.
    public let id: String
    private let key: SymmetricKey

    init(_ encryption: EncryptionKey, use: String) {
        key = HKDF<SHA256>.deriveKey(inputKeyMaterial: encryption.key, info: Array("meshes.\(use)".utf8), outputByteCount: 32)
        id = encryption.id
    }

    public func sign(_ text: some Collection<UInt8>) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text), using: key))
    }

    /// Takes the same time wherever the signature is wrong.
    public func isValid(_ signature: [UInt8], of text: some Collection<UInt8>) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: Array(text), using: key)
    }
}
