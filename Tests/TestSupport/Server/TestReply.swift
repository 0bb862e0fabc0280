import Foundation
public import HTTPTypes
public import MeshesModel

/// An answer of the server.
public struct TestReply: Sendable {
    public var status: Int
    public var headers: HTTPFields
    public var bytes: [UInt8]

    /// The body; null when it is no JSON.
    public var json: JSONValue {
        (try? JSONValue(parsing: bytes)) ?? .null
    }

    public subscript(_ key: String) -> JSONValue? { json[key] }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// `error.name` of an error.
    public var errorName: String? { json["error"]?["name"]?.string }

    /// The `param`s of an error, in their order.
    public var parameters: [String] {
        (json["error"]?["data"]?.array ?? []).compactMap { $0["param"]?.string }
    }
}
