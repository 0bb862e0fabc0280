/// When a URL may be plain `http`.
public enum HTTPAllowance: String, Sendable, CaseIterable {
    case never
    /// Only to hosts and addresses of the operator's allow-lists.
    case allowListed
    case always
}
