import CLibPQ

/// Numbers of the server's own types, which never change.
enum PostgresType {
    static let bytea: Oid = 17
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let text: Oid = 25
    static let real: Oid = 701

    /// Nil for types that no column of the store has.
    static func name(_ type: Oid) -> String? {
        switch type {
        case bytea: "bytea"
        case bigint: "bigint"
        case smallint: "smallint"
        case integer: "integer"
        case text: "text"
        case real: "double precision"
        default: nil
        }
    }
}
