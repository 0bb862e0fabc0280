import Foundation
import MeshesModel

/// One call of the API, before it is sent.
struct Call: Sendable {
    var method: String
    var path: String
    var query: [(String, String?)] = []
    var headers: [(String, String)] = []
    var body: Body?

    static func get(_ path: String, query: [(String, String?)] = []) -> Call {
        Call(method: "GET", path: path, query: query)
    }

    static func post(_ path: String, _ body: (any Encodable & Sendable)? = nil) -> Call {
        Call(method: "POST", path: path, body: body.map(Body.value))
    }

    enum Body: Sendable {
        case value(any Encodable & Sendable)
        /// JSON text that goes out as it is.
        case json([UInt8])

        func bytes() throws(ClientError) -> [UInt8] {
            switch self {
            case .json(let bytes): return bytes
            case .value(let value):
                do { return [UInt8](try JSONEncoder().encode(value)) } catch { throw .invalid("The body cannot be encoded: \(error).") }
            }
        }
    }
}
