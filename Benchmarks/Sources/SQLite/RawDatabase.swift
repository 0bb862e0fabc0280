import GRDBSQLite

/// SQLite's C API with nothing in between: what the store cannot be faster than.
final class RawDatabase {
    let handle: OpaquePointer

    init(path: String) throws {
        var handle: OpaquePointer?
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let handle else {
            throw RawDatabaseFailure(path, handle)
        }
        self.handle = handle
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw RawDatabaseFailure(sql, handle) }
    }

    func prepare(_ sql: String) throws -> RawStatement {
        try RawStatement(sql, in: self)
    }

    /// The columns of all rows, as blobs.
    func blobs(_ sql: String) throws -> [[[UInt8]]] {
        try prepare(sql).allBlobs()
    }

    /// The first column of the first row, as a blob.
    func blob(_ sql: String) throws -> [UInt8] {
        let statement = try prepare(sql)
        return try statement.firstBlob()
    }
}
