import MeshesModel

/// Leaves the middle of an attempt with its outcome.
struct AttemptEnd: Error, Sendable {
    var outcome: DeliveryOutcome

    init(_ outcome: DeliveryOutcome) {
        self.outcome = outcome
    }

    /// A mapped field or a template of the rule leaves nothing that could be sent.
    static func mapping(_ message: String) -> AttemptEnd {
        AttemptEnd(DeliveryOutcome(.mappingError, message, details: ResponseDetails(error: message)))
    }
}
