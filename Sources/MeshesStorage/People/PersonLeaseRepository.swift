import Crypto
public import MeshesModel

/// Who is being worked on at a destination, so that of several nodes one at a time looks a person up and makes them. The
/// engine's: whoever asks has the delivery in hand.
public struct PersonLeaseRepository: Sendable {
    let core: StoreCore

    /// Takes a person until a time, in one statement that has one winner. What a node that died has left behind is taken over
    /// once its time is past.
    ///
    /// - Parameters:
    ///   - person: their address in lower case. Only a hash of it is kept.
    ///   - until: later than `now`. It tells this lease from all others of the person.
    /// - Returns: false when somebody else has the person.
    public func take(_ person: String, of connection: Connection.ID, until: Timestamp, now: Timestamp) async throws -> Bool {
        let key = Self.key(person, connection)
        return try await core.committer.write(isExclusive: false) { connection in
            try connection.execute(
                """
                INSERT INTO person_leases (person, expires_at) VALUES (?, ?)
                ON CONFLICT (person) DO UPDATE SET expires_at = excluded.expires_at WHERE person_leases.expires_at <= ?
                """, [key, .time(until), .time(now)]) > 0
        }
    }

    /// Gives a person back. A lease that somebody else has taken over meanwhile stays.
    public func giveBack(_ person: String, of connection: Connection.ID, until: Timestamp) async throws {
        let key = Self.key(person, connection)
        try await core.committer.write(isExclusive: false) { connection in
            _ = try connection.execute("DELETE FROM person_leases WHERE person = ? AND expires_at = ?", [key, .time(until)])
        }
    }

    private static func key(_ person: String, _ connection: Connection.ID) -> SQLValue {
        .blob(Array(SHA256.hash(data: connection.bytes + Array(person.utf8))))
    }
}
