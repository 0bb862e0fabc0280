import MeshesDestinations
import MeshesModel

/// The requests that a rule would make.
struct RulePreviewReply: Encodable, Sendable {
    var ok: Bool
    /// In their order. Ids that only the provider knows read `ID`.
    var requests: [PlannedRequest]
    /// Why it would fail.
    var errors: [ParameterIssue]
}
