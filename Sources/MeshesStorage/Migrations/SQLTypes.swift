/// The names of column types in an engine.
struct SQLTypes: Sendable {
    let dialect: SQLDialect
    /// 64-bit whole numbers; times in milliseconds, truth as 0 and 1.
    let integer: String
    /// Compared byte by byte.
    let text: String
    let bytes: String
    /// Put after a table whose rows are kept in the order of their primary key.
    let clustered: String

    init(_ dialect: SQLDialect) {
        self.dialect = dialect
        switch dialect {
        case .sqlite:
            integer = "INTEGER"
            text = "TEXT"
            bytes = "BLOB"
            clustered = " WITHOUT ROWID"
        case .postgres:
            integer = "BIGINT"
            text = "TEXT COLLATE \"C\""
            bytes = "BYTEA"
            clustered = ""
        }
    }
}
