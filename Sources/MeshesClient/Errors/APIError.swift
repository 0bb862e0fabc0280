public import MeshesModel

/// An error answer of the server.
public struct APIError: Error, Sendable {
    /// The HTTP status.
    public var status: Int
    /// `NotFound`, `Conflict` and so on; for people and logs.
    public var name: String
    public var message: String
    /// Each bad parameter; empty when no single one is at fault.
    public var issues: [ParameterIssue]
    /// Seconds after which the same call may succeed.
    public var retryAfter: Int?
    /// Finds the call in the server's log.
    public var requestID: String?

    public init(
        status: Int, name: String, message: String, issues: [ParameterIssue] = [], retryAfter: Int? = nil, requestID: String? = nil
    ) {
        self.status = status
        self.name = name
        self.message = message
        self.issues = issues
        self.retryAfter = retryAfter
        self.requestID = requestID
    }
}

extension APIError: CustomStringConvertible {
    /// One sentence, with the bad parameters named.
    public var description: String {
        let message = message.hasSuffix(".") ? String(message.dropLast()) : message
        guard !issues.isEmpty else { return "\(message) (\(status) \(name))" }
        let list = issues.map { "\($0.param) \($0.msg)" }.joined(separator: "; ")
        return "\(message): \(list) (\(status) \(name))"
    }
}
