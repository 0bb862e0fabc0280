/// What became of an `Acceptance`.
public enum AcceptanceResult: Sendable {
    case accepted
    /// Rules or connections changed meanwhile. Nothing was written: match again.
    case routingChanged
    /// The key was used before. Nothing was written; compare `bodyHash`.
    case duplicate(IdempotencyRecord)
    /// Nothing was written.
    case failed(any Error)
}
