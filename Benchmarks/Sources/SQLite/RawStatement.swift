import GRDBSQLite

/// A prepared statement. What is bound by pointer must stay where it is until the statement has run.
final class RawStatement {
    private let handle: OpaquePointer
    private let database: RawDatabase

    init(_ sql: String, in database: RawDatabase) throws {
        var handle: OpaquePointer?
        guard sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil) == SQLITE_OK, let handle else {
            throw RawDatabaseFailure(sql, database.handle)
        }
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
    }

    func bind(_ index: Int32, _ value: StaticString) {
        value.utf8Start.withMemoryRebound(to: CChar.self, capacity: value.utf8CodeUnitCount) {
            _ = sqlite3_bind_text(handle, index, $0, Int32(value.utf8CodeUnitCount), nil)
        }
    }

    func bind(_ index: Int32, _ value: UnsafeRawBufferPointer) {
        sqlite3_bind_blob(handle, index, value.baseAddress, Int32(value.count), nil)
    }

    /// Runs the statement to its end and makes it ready for the next row.
    func run() throws {
        let result = sqlite3_step(handle)
        sqlite3_reset(handle)
        guard result == SQLITE_DONE || result == SQLITE_ROW else { throw RawDatabaseFailure("step", database.handle) }
    }

    func allBlobs() throws -> [[[UInt8]]] {
        var rows: [[[UInt8]]] = []
        while sqlite3_step(handle) == SQLITE_ROW {
            rows.append((0..<sqlite3_column_count(handle)).map(column))
        }
        return rows
    }

    private func column(_ index: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(handle, index) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, index))))
    }

    func firstBlob() throws -> [UInt8] {
        guard sqlite3_step(handle) == SQLITE_ROW, let bytes = sqlite3_column_blob(handle, 0) else {
            throw RawDatabaseFailure("no row", database.handle)
        }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, 0))))
    }
}
