import CLibPQ

/// Numbers of the server's own types, which never change.
enum PostgresType {
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let real: Oid = 701
}
