import GRDB
import GRDBSQLite

extension DatabaseFailure {
    init(_ error: DatabaseError) {
        self.init(sqlite: error.extendedResultCode.rawValue, error.message ?? "no message")
    }

    /// - Parameter code: an extended result code of SQLite.
    init(sqlite code: Int32, _ message: String) {
        let kind: Kind =
            switch code & 0xFF {
            case SQLITE_CONSTRAINT: .constraint
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_NOMEM, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB: .unavailable
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            default: .other
            }
        self.init(kind, "\(message) (SQLite \(code))")
    }
}
