import MeshesModel

/// The body of every answer outside 2xx (api.md 6).
struct ErrorReply: Encodable, Sendable {
    struct Detail: Encodable, Sendable {
        var name: String
        var message: String
        var data: [ParameterIssue]?
    }

    var message: String
    var error: Detail

    init(_ error: MeshesError) {
        // For a request that fails validation the text is the reason phrase, and `data` has the particulars; for one without
        // a good credential it is the same for all reasons.
        message =
            switch error.name {
            case .badRequest: "Bad Request"
            case .unauthorized: "Authentication required"
            default: error.message
            }
        self.error = Detail(
            name: error.name.rawValue, message: error.message, data: error.issues.isEmpty ? nil : error.issues)
    }
}
