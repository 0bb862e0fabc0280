/// The kinds of secrets that the store holds encrypted.
public enum SealedKind: String, CaseIterable, Sendable {
    case machineKeys = "machine keys"
    case connections = "connections"
    case grants = "sign-ins"
    case setups = "sign-ins under way"

    var table: String {
        switch self {
        case .machineKeys: "machine_keys"
        case .connections: "connections"
        case .grants: "oauth_grants"
        case .setups: "oauth_setups"
        }
    }

    var column: String {
        switch self {
        case .machineKeys: "secret"
        case .connections: "secrets"
        case .grants: "tokens"
        case .setups: "verifier"
        }
    }

    /// The part of a value that names its key, in SQL. SQLite gives null for a part of an empty value.
    var label: String { "COALESCE(substr(\(column), 1, \(SealedValue.labelLength)), \(column))" }
}
