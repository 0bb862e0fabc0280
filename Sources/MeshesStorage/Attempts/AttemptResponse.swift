public import MeshesModel

/// A failed attempt with what was captured of it.
public struct AttemptResponse: Sendable {
    public var attempt: Attempt
    public var details: ResponseDetails
    public var capturedAt: Timestamp

    public init(attempt: Attempt, details: ResponseDetails, capturedAt: Timestamp) {
        self.attempt = attempt
        self.details = details
        self.capturedAt = capturedAt
    }
}
