import HTTPTypes
import Hummingbird
import MeshesModel

/// One operation of the API: where it is, who may call it, what it may answer, and what it does.
struct Endpoint: Sendable {
    /// Who may call, and which rate limit counts.
    enum Gate: Sendable {
        /// Anybody.
        case open
        /// Anybody; launch documents, limited for each address.
        case launch
        /// A machine token, or the token of an embed session.
        case machine
        /// A machine token or a publishable key; single events.
        case events
        /// The same for bulk calls.
        case bulkEvents

        var takesPublishableKeys: Bool { self == .events || self == .bulkEvents }
    }

    /// The `operationId` of the OpenAPI document; names the call in logs and metrics.
    let operation: String
    let method: HTTPRequest.Method
    /// For example `/api/v1/rules/{rule_id}`. A last part such as `{path...}` takes the rest of the path.
    let path: String
    let gate: Gate
    /// Every status that the OpenAPI document names for it.
    let statuses: Set<Int>
    /// Whether it is part of the API, which the OpenAPI document describes; pages for people are not.
    let isAPI: Bool
    let answer: @Sendable (Call) async throws -> Reply

    /// - Parameters:
    ///   - ok: the statuses of success.
    ///   - refusals: statuses besides those that every guarded call may have (401, 403, 429, 500, 503).
    init(
        _ operation: String, _ method: HTTPRequest.Method, _ path: String, gate: Gate = .machine, ok: [Int],
        refusals: [Int] = [], isAPI: Bool = true, answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.gate = gate
        self.statuses = Set(ok).union(refusals).union(gate == .open ? [] : [401, 403, 429, 500, 503])
        self.isAPI = isAPI && method != .options
        self.answer = answer
    }

    /// A page or file for a browser, open to anybody.
    init(
        page operation: String, _ path: String, refusals: [Int], answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.init(
            operation, .get, path, gate: .open, ok: [200], refusals: refusals + [500], isAPI: false, answer: answer)
    }

    /// Single and bulk ingestion may be called from browsers of any origin.
    var isCrossOrigin: Bool { gate.takesPublishableKeys || method == .options }
}
