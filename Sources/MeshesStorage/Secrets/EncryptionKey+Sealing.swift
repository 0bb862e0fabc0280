import Crypto
import Foundation
import MeshesModel

extension EncryptionKey {
    /// Encrypts a secret of one row. Layout: one byte length of the key id, the key id, nonce, ciphertext, tag.
    ///
    /// - Parameter owner: the row's id; a value that is copied to another row does not open there.
    func seal<Entity>(_ secret: Secret, for owner: Identifier<Entity>) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(secret.reveal().utf8), using: key, authenticating: Data(owner.bytes))
        let name = Array(id.utf8)
        return [UInt8(name.count)] + name + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// - Throws: `EncryptionKeyError.wrongKey` when another key sealed it, or when it was changed.
    func open<Entity>(_ sealed: [UInt8], for owner: Identifier<Entity>) throws -> Secret {
        guard let count = sealed.first.map(Int.init), sealed.count >= 1 + count + 28 else {
            throw EncryptionKeyError.wrongKey(storedUnder: "unknown")
        }
        let name = String(decoding: sealed[1...count], as: UTF8.self)
        do {
            let box = try AES.GCM.SealedBox(combined: Data(sealed[(1 + count)...]))
            let text = try AES.GCM.open(box, using: key, authenticating: Data(owner.bytes))
            return Secret(String(decoding: text, as: UTF8.self))
        } catch {
            throw EncryptionKeyError.wrongKey(storedUnder: name)
        }
    }
}
