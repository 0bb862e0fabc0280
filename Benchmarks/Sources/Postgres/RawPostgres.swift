import CLibPQ

/// libpq in pipeline mode with nothing in between: what the store cannot be faster than.
final class RawPostgres {
    let handle: OpaquePointer
    private var prepared = 0
    /// Statements sent whose replies have not been read.
    private var sent = 0

    /// - Parameter url: as libpq reads it.
    init(url: String) throws {
        guard let handle = PQconnectdb(url) else { throw RawPostgresFailure("no memory for a connection") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK, PQenterPipelineMode(handle) == 1 else { throw RawPostgresFailure(handle) }
    }

    deinit { PQfinish(handle) }

    /// - Parameter sql: with `$1`, `$2` and so on for its values.
    func prepare(_ sql: String, values: Int) throws -> RawPostgresStatement {
        prepared += 1
        let name = "s\(prepared)"
        guard PQsendPrepare(handle, name, sql, 0, nil) == 1 else { throw RawPostgresFailure(handle) }
        sent += 1
        try sync()
        return RawPostgresStatement(name: name, values: values, on: self)
    }

    /// Sends a statement without values.
    func send(_ sql: String) throws {
        guard PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1) == 1 else { throw RawPostgresFailure(handle) }
        sent += 1
    }

    /// Notes that a prepared statement was sent.
    func noteSent() { sent += 1 }

    /// Ends the batch, and reads the replies to all that was sent.
    ///
    /// - Parameter read: is lent each reply, with the index of its statement in the batch.
    func sync(_ read: (Int, OpaquePointer) -> Void = { _, _ in }) throws {
        guard PQpipelineSync(handle) == 1 else { throw RawPostgresFailure(handle) }
        var index = 0
        while true {
            guard let result = PQgetResult(handle) else {
                guard PQstatus(handle) == CONNECTION_OK, index < sent else { throw RawPostgresFailure(handle) }
                index += 1
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                sent = 0
                return
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: read(index, result)
            default: throw RawPostgresFailure(String(cString: PQresultErrorMessage(result)))
            }
        }
    }

    /// The blob in a column of a row.
    static func blob(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> [UInt8] {
        guard let bytes = PQgetvalue(result, row, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(PQgetlength(result, row, column))))
    }

    /// The whole number in a column of a row.
    static func integer(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> Int64 {
        guard let bytes = PQgetvalue(result, row, column) else { return 0 }
        return Int64(bigEndian: UnsafeRawPointer(bytes).loadUnaligned(as: Int64.self))
    }
}
