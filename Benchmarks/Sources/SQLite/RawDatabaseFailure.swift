import GRDBSQLite

/// What SQLite refused, and why.
struct RawDatabaseFailure: Error, CustomStringConvertible {
    let description: String

    init(_ doing: String, _ handle: OpaquePointer?) {
        description = "\(doing): \(String(cString: sqlite3_errmsg(handle)))"
    }
}
