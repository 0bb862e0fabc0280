import Crypto
import Foundation
import MeshesModel

extension EncryptionKey {
    /// Encrypts a secret of one row. Layout: one byte length of the key id, the key id, nonce, ciphertext, tag.
    ///
    /// - Parameter owner: the row's id; a value that is copied to another row does not open there.
    func seal(_ secret: Secret, for owner: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(Data(secret.reveal().utf8), using: key, authenticating: Data(owner))
        return SealedValue.label(id) + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// - Throws: `EncryptionKeyError.damaged` when it belongs to another row, or when it was changed.
    func open(_ sealed: SealedValue, for owner: [UInt8]) throws -> Secret {
        do {
            let box = try AES.GCM.SealedBox(combined: Data(sealed.box))
            let text = try AES.GCM.open(box, using: key, authenticating: Data(owner))
            return Secret(String(decoding: text, as: UTF8.self))
        } catch {
            throw EncryptionKeyError.damaged(storedUnder: id)
        }
    }
}
