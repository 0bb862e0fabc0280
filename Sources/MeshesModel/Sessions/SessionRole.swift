/// How much an embed session may do, in rising order.
public enum SessionRole: String, CaseIterable, Comparable, Codable, Sendable {
    /// Looks, changes nothing.
    case member
    case admin
    case owner

    public static func < (left: SessionRole, right: SessionRole) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .member: 0
        case .admin: 1
        case .owner: 2
        }
    }
}
