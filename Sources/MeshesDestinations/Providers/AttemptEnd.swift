import MeshesModel

/// Leaves the middle of an attempt with its outcome.
struct AttemptEnd: Error, Sendable {
    var outcome: DeliveryOutcome
    /// Whether what was asked for may have happened all the same: the request had gone out and no answer came.
    var mayHaveArrived: Bool

    init(_ outcome: DeliveryOutcome, mayHaveArrived: Bool = false) {
        self.outcome = outcome
        self.mayHaveArrived = mayHaveArrived
    }

    /// A mapped field or a template of the rule leaves nothing that could be sent.
    static func mapping(_ message: String) -> AttemptEnd {
        AttemptEnd(DeliveryOutcome(.mappingError, message, details: ResponseDetails(error: message)))
    }
}
