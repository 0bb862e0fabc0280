/// The members of a payload that must be strings, because typed clients decode them.
enum PayloadMember: UInt16, CaseIterable {
    case email = 1
    case id = 2
    case ipAddress = 4
    case name = 8
    case firstName = 16
    case lastName = 32
    case phone = 64
    case resourceURL = 128

    var name: String {
        switch self {
        case .email: "email"
        case .id: "id"
        case .ipAddress: "ip_address"
        case .name: "name"
        case .firstName: "first_name"
        case .lastName: "last_name"
        case .phone: "phone"
        case .resourceURL: "resource_url"
        }
    }

    /// The member with this name, told apart without decoding it.
    @inline(__always)
    init?(_ key: JSONCursor.Text, in cursor: JSONCursor) {
        if cursor.equals(key, "email") {
            self = .email
        } else if cursor.equals(key, "id") {
            self = .id
        } else if cursor.equals(key, "name") {
            self = .name
        } else if cursor.equals(key, "first_name") {
            self = .firstName
        } else if cursor.equals(key, "last_name") {
            self = .lastName
        } else if cursor.equals(key, "phone") {
            self = .phone
        } else if cursor.equals(key, "ip_address") {
            self = .ipAddress
        } else if cursor.equals(key, "resource_url") {
            self = .resourceURL
        } else {
            return nil
        }
    }

    /// A few of them, without allocation.
    struct Some {
        private var bits: UInt16 = 0

        func contains(_ member: PayloadMember) -> Bool { bits & member.rawValue != 0 }

        mutating func set(_ member: PayloadMember, _ isIn: Bool) {
            if isIn { bits |= member.rawValue } else { bits &= ~member.rawValue }
        }
    }
}
