import Crypto
import Foundation
import MeshesModel

/// The fields of a destination as they were at a moment.
struct FieldCatalog: Sendable {
    var fields: [FieldDefinition]
    /// Changes when the fields change.
    var version: String
    var refreshedAt: Timestamp

    init(fields: [FieldDefinition], refreshedAt: Timestamp) throws {
        self.fields = fields
        self.refreshedAt = refreshedAt
        version = SHA256.hash(data: try Reply.encode(fields)).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
