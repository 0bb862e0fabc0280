import Crypto
import MeshesModel

extension Rule {
    /// Equal for rules that are equal in what they match, where they lead and what they do there: a unique index over it
    /// refuses the second one, on every node.
    var fingerprint: [UInt8] {
        let parts: [JSONValue] = [
            .string(connection.description), .string(event), resource.map { .string($0) } ?? .null,
            resourceID.map { .string($0) } ?? .null, JSONValue.object(metadata).sorted,
        ]
        return Array(SHA256.hash(data: JSONValue.array(parts).compactBytes))
    }
}

extension JSONValue {
    /// The value with the members of all objects in the order of their names.
    fileprivate var sorted: JSONValue {
        switch self {
        case .object(let members):
            .object(JSONObject(members.map { ($0.key, $0.value.sorted) }.sorted { $0.0 < $1.0 }, uniquingKeysWith: { $1 }))
        case .array(let elements): .array(elements.map(\.sorted))
        default: self
        }
    }
}
