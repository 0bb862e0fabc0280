import MeshesModel

/// Tells one odd 401 from a dead credential: three refusals in a row on distinct deliveries, or refusals for ten minutes
/// without a success, switch a connection off (delivery.md 5).
struct AuthenticationStrikes: Hashable, Sendable {
    static let limit = 3
    static let patience: Duration = .seconds(600)

    private var refused: Set<Delivery.ID> = []
    private var since: Timestamp?

    /// Takes note of an attempt; true when the connection should be switched off.
    mutating func finished(_ delivery: Delivery.ID, refused isRefused: Bool, at now: Timestamp) -> Bool {
        guard isRefused else {
            self = AuthenticationStrikes()
            return false
        }
        if refused.count < Self.limit { refused.insert(delivery) }
        let first = since ?? now
        since = first
        return refused.count >= Self.limit || now - first >= Self.patience
    }
}
