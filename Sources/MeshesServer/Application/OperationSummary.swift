public import HTTPTypes
import Hummingbird

/// One operation that the server has, for holding documents to it.
public struct OperationSummary: Hashable, Sendable {
    /// The `operationId`.
    public let name: String
    /// For example `GET`.
    public let method: String
    /// For example `/api/v1/rules/{rule_id}`.
    public let path: String
    /// Every status that it may answer.
    public let statuses: Set<Int>
    /// Whether it is part of the API; preflights of browsers and pages for people are not.
    public let isAPI: Bool

    init(_ endpoint: Endpoint) {
        name = endpoint.operation
        method = endpoint.method.rawValue
        path = endpoint.path
        statuses = endpoint.statuses
        isAPI = endpoint.isAPI
    }
}

extension ServerResponder {
    /// All operations.
    public var operations: [OperationSummary] { table.endpoints.map { OperationSummary($0) } }

    /// The operation that a request is for; nil for an unknown path and a wrong method.
    public func operation(_ method: HTTPRequest.Method, path: String) -> OperationSummary? {
        guard case .endpoint(let index, _) = table.match(method, path) else { return nil }
        return OperationSummary(table.endpoints[index])
    }
}
