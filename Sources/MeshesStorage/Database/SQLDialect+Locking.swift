/// Ends of a `SELECT` that locks the rows it reads until the end of the transaction. SQLite's writing transactions are alone
/// anyway.
extension SQLDialect {
    /// Waits for whoever is changing one of them, and reads it as they left it.
    var forUpdate: String {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE"
        }
    }

    /// Passes over those that somebody else has locked.
    var forUpdateSkippingLocked: String {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE SKIP LOCKED"
        }
    }
}
