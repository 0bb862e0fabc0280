import MeshesModel

/// The clock that the leases of nodes go by: the database's own where the node's time follows it, else the node's.
struct StoreClock: Sendable {
    let time: any TimeSource

    func now(on connection: any SQLConnection) throws -> Timestamp {
        guard let time = time as? DatabaseTime else { return time.now() }
        return try time.measure { try Self.read(connection) }
    }

    private static func read(_ connection: any SQLConnection) throws -> Timestamp {
        switch connection.dialect {
        case .sqlite: SystemTime().now()
        case .postgres:
            try connection.first("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", []) { $0.time(0) } ?? .never
        }
    }
}
