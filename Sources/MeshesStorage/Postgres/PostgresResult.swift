import CLibPQ

/// One reply of the server, freed with the value.
struct PostgresResult: ~Copyable {
    let handle: OpaquePointer

    init?(_ handle: OpaquePointer?) {
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var rows: Int { Int(PQntuples(handle)) }
    var columns: Int { Int(PQnfields(handle)) }
    /// Rows that the statement wrote.
    var affected: Int { PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0 }
    /// The name of the command, such as `COMMIT`.
    var command: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }
    /// The types of a described statement's parameters.
    var parameterTypes: [Oid] { (0..<PQnparams(handle)).map { PQparamtype(handle, $0) } }

    func row(_ index: Int) -> PostgresRow { PostgresRow(handle, Int32(truncatingIfNeeded: index)) }

    /// A part of an error, by libpq's letter for it.
    func field(_ letter: UInt8) -> String? {
        PQresultErrorField(handle, Int32(letter)).map { String(cString: $0) }
    }
}
