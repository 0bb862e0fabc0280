import Crypto
import MeshesModel

extension Secret {
    /// What the store keeps of a secret that only has to be recognised when it comes back.
    var digest: SQLValue { .blob(Array(SHA256.hash(data: Array(reveal().utf8)))) }
}
