import Foundation
public import MeshesModel

/// A request as it came over the wire.
public struct ReceivedRequest: Sendable {
    public let method: String
    /// Path and query, as sent.
    public let target: String
    /// In their order and in their case.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]
    public let arrivedAt: Timestamp
    /// The same for all requests of one connection.
    public let socket: Int

    /// The first value of a header, whatever the case of its name.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The target without its query.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The decoded parameters of the query.
    public var query: [String: String] {
        guard let mark = target.firstIndex(of: "?") else { return [:] }
        var result: [String: String] = [:]
        for pair in target[target.index(after: mark)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            result[parts[0]] = parts.count == 2 ? parts[1].removingPercentEncoding ?? parts[1] : ""
        }
        return result
    }
}
