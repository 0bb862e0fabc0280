import CLibPQ

/// What PostgreSQL refused, and why.
struct RawPostgresFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ handle: OpaquePointer) {
        description = String(cString: PQerrorMessage(handle))
    }
}
