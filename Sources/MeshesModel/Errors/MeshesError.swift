/// An error that a caller caused or can act on: what the API answers, word for word.
///
/// Anything else that is thrown is a fault of ours, logged and answered with `InternalError`.
public struct MeshesError: Error, Hashable, Sendable {
    /// Stable code.
    public var name: ErrorName
    /// The HTTP status of the answer: the one that the name stands for, unless the same thing means another one here.
    public var status: Int
    /// One sentence for people. Never holds a secret or another tenant's data.
    public var message: String
    /// Each parameter at fault; empty when no single one is.
    public var issues: [ParameterIssue]
    /// Whole seconds after which the same call may succeed; sent as `Retry-After`.
    public var retryAfter: Int?

    public init(_ name: ErrorName, _ message: String, issues: [ParameterIssue] = [], retryAfter: Int? = nil, status: Int? = nil) {
        self.name = name
        self.status = status ?? name.status
        self.message = message
        self.issues = issues
        self.retryAfter = retryAfter
    }

    /// A request that does not fit its schema: 400 with every bad parameter.
    public static func badRequest(_ issues: [ParameterIssue]) -> MeshesError {
        MeshesError(.badRequest, "The request is not valid.", issues: issues)
    }

    /// A request with one bad parameter.
    public static func badRequest(_ parameter: String, _ message: String) -> MeshesError {
        .badRequest([ParameterIssue(parameter, message)])
    }

    /// A publishable key that is unknown or revoked.
    public static let badPublishableKey = MeshesError(.unauthorized, "The publishable key is not valid.")

    /// `"Workspace not found"` and the like; also for things of another tenant.
    public static func notFound(_ what: String) -> MeshesError {
        MeshesError(.notFound, "\(what) not found")
    }
}

/// One parameter of a request and what is wrong with it.
public struct ParameterIssue: Hashable, Sendable, Codable {
    /// Dotted path of the field, header or query parameter; members of arrays by index, for example `3.payload.email`.
    public var param: String
    /// What is wrong, as the end of a sentence that begins with the parameter: "must have 3 to 50 characters".
    public var msg: String

    public init(_ param: String, _ msg: String) {
        self.param = param
        self.msg = msg
    }
}
