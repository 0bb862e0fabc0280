/// A member of a change: left out, null, or a new value.
public enum Nullable<Value> {
    /// Keeps what is stored.
    case absent
    /// Clears it.
    case null
    case value(Value)

    /// What is stored after the change.
    public func applied(to stored: Value?) -> Value? {
        switch self {
        case .absent: stored
        case .null: nil
        case .value(let value): value
        }
    }
}

extension Nullable: Sendable where Value: Sendable {}
extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}
