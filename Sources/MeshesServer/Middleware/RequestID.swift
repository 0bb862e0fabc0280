import HTTPTypes
import Hummingbird
import MeshesModel

/// The id under which a request stands in the log.
enum RequestID {
    /// The caller's `X-Request-Id` when it is well formed, else a new one.
    static func of(_ headers: HTTPFields, ids: IdentifierSource) -> String {
        if let given = headers[.requestID], isWellFormed(given) { return given }
        return ids.next(Call.self).description
    }

    /// `^[A-Za-z0-9._-]{1,128}$`
    static func isWellFormed(_ text: String) -> Bool {
        let count = text.utf8.count
        return count > 0 && count <= 128
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
