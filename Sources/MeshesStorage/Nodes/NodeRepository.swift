import MeshesModel

/// The processes that work on the store: who lives, and what is taken over from those that do not.
///
/// A node lives as long as it renews its lease. When that has run out, another ends it, in one transaction that has one
/// winner, and gives back what it held; from then on nothing is written in its name (`NodeFence`).
public struct NodeRepository: Sendable {
    /// Rows of the queue that one write gives back.
    private static let batch = 1000

    let core: StoreCore

    /// Whether other processes may work on the store. A file has one process, whose lease does not run out.
    public var areSeveral: Bool { core.dialect == .postgres }

    /// Makes this process a node under a new number. On a file, whoever was there before has ended.
    ///
    /// - Parameter lease: how long it is taken to live without a heartbeat.
    public func join(_ description: NodeDescription, lease: Duration) async throws -> Heartbeat {
        try await core.committer.write(isExclusive: false) { connection in
            let now = try core.clock.now(on: connection)
            if !areSeveral { try connection.execute("UPDATE nodes SET ended_at = ? WHERE ended_at IS NULL", [.time(now)]) }
            try connection.execute("UPDATE node_numbers SET last = last + 1 WHERE id = 1")
            let number = try connection.first("SELECT last FROM node_numbers WHERE id = 1", []) { $0.int(0) } ?? 0
            try connection.execute(
                """
                INSERT INTO nodes (number, version, host, roles, started_at, seen_at, expires_at, key_ids)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .int(number), .text(description.version), .text(description.host), .text(description.roles.joined(separator: ",")),
                    .time(now), .time(now), .time(areSeveral ? now + lease : .never), keyIDs,
                ])
            return Heartbeat(number: number, now: now, nodes: try Self.all(connection))
        }
    }

    /// Shows that a node lives. One whose lease has run out, but whom nobody has ended, goes on living.
    ///
    /// - Returns: nil when it was ended: what it held belongs to others.
    public func renew(_ number: Int, lease: Duration) async throws -> Heartbeat? {
        try await core.committer.write(isExclusive: false) { connection in
            let now = try core.clock.now(on: connection)
            let renewed = try connection.execute(
                "UPDATE nodes SET seen_at = ?, expires_at = ?, key_ids = ? WHERE number = ? AND ended_at IS NULL",
                [.time(now), .time(now + lease), keyIDs, .int(number)])
            guard renewed > 0 else { return nil }
            return Heartbeat(number: number, now: now, nodes: try Self.all(connection))
        }
    }

    /// Ends a node whose lease has run out.
    ///
    /// - Returns: false when it lives, or another was faster.
    public func end(expired number: Int) async throws -> Bool {
        try await core.committer.write(isExclusive: false) { connection in
            let now = try core.clock.now(on: connection)
            return try connection.execute(
                "UPDATE nodes SET ended_at = ? WHERE number = ? AND ended_at IS NULL AND expires_at <= ?",
                [.time(now), .int(number), .time(now)]) > 0
        }
    }

    /// Ends a node by its own wish.
    public func end(_ number: Int) async throws {
        try await core.committer.write(isExclusive: false) { connection in
            let now = try core.clock.now(on: connection)
            _ = try connection.execute(
                "UPDATE nodes SET ended_at = ? WHERE number = ? AND ended_at IS NULL", [.time(now), .int(number)])
        }
    }

    /// Gives back what an ended node held: it is due now. Several may do this at once, and one may go on where another broke off.
    ///
    /// - Returns: how many deliveries this call gave back.
    public func giveBack(of number: Int) async throws -> Int {
        // Of an ended node nothing is added any more, so that one look finds all.
        let keys = try await core.database.read { connection in
            try connection.query(
                "SELECT connection_id, available_at, delivery_id FROM queue WHERE holder = ?", [.int(number)]
            ) { QueueKey(connection: try $0.id(0), availableAt: $0.time(1), delivery: try $0.id(2)) }
        }
        var count = 0
        for start in stride(from: 0, to: keys.count, by: Self.batch) {
            let part = keys[start..<min(start + Self.batch, keys.count)]
            count += try await core.committer.write(isExclusive: false) { connection in
                let now = core.time.now()
                return try connection.change(QueueSQL.move, part.map { [.time(now), .null] + $0.arguments }).count { $0 }
            }
        }
        try await core.committer.write(isExclusive: false) { connection in
            _ = try connection.execute("DELETE FROM nodes WHERE number = ? AND ended_at IS NOT NULL", [.int(number)])
        }
        return count
    }

    /// Those that live.
    public func living() async throws -> [NodeRecord] {
        try await core.database.read { connection in
            let now = try core.clock.now(on: connection)
            return try Self.all(connection).filter { $0.lives(at: now) }
        }
    }

    private var keyIDs: SQLValue { .text(core.keys.followedIDs.joined(separator: " ")) }

    private static func all(_ connection: any SQLConnection) throws -> [NodeRecord] {
        try connection.query("SELECT \(NodeRecord.columns) FROM nodes ORDER BY number", []) { NodeRecord($0) }
    }
}
