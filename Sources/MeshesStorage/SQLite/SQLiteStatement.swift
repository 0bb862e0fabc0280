import GRDB
import GRDBSQLite

/// A compiled statement of a connection's cache.
struct SQLiteStatement {
    let handle: OpaquePointer
    private let statement: Statement
    private let database: GRDB.Database

    /// Tells SQLite to copy what is bound.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    init(_ statement: Statement, of database: GRDB.Database) {
        self.statement = statement
        self.database = database
        handle = statement.sqliteStatement
    }

    /// Binds, runs to the end, and is ready for the next run.
    ///
    /// - Returns: the number of rows affected.
    func run(_ arguments: [SQLValue]) throws -> Int {
        try bind(arguments)
        defer { sqlite3_reset(handle) }
        while try step() {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    /// - Returns: whether there is a row to read.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw failure()
        }
    }

    func bind(_ arguments: [SQLValue]) throws {
        for index in arguments.indices {
            guard bind(arguments[index], at: Int32(truncatingIfNeeded: index + 1)) == SQLITE_OK else { throw failure() }
        }
    }

    /// Ends the run and frees what is bound.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func bind(_ value: SQLValue, at position: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, position)
        case .integer(let number): return sqlite3_bind_int64(handle, position, number)
        case .real(let number): return sqlite3_bind_double(handle, position, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty string has no address, and a missing address would bind NULL.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, Self.copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text(handle, position, $0, Int32(bytes.count), Self.copied)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { buffer in
                guard let start = buffer.baseAddress, !buffer.isEmpty else { return sqlite3_bind_zeroblob(handle, position, 0) }
                return sqlite3_bind_blob(handle, position, start, Int32(buffer.count), Self.copied)
            }
        case .uuid(let high, let low):
            return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
                sqlite3_bind_blob(handle, position, $0.baseAddress, 16, Self.copied)
            }
        }
    }

    private func failure() -> DatabaseFailure {
        let connection = database.sqliteConnection
        return DatabaseFailure(sqlite: sqlite3_extended_errcode(connection), String(cString: sqlite3_errmsg(connection)))
    }
}
