/// What became of an `Acceptance`.
public enum AcceptanceResult: Sendable {
    case accepted
    /// Rules or connections changed meanwhile. Nothing was written: match again.
    case routingChanged
    /// The node that was to hold deliveries was ended. Nothing was written: try again without it.
    case nodeEnded
    /// The key was used before. Nothing was written; compare `bodyHash`.
    case duplicate(IdempotencyRecord)
    /// Nothing was written.
    case failed(any Error)
}
