import CLibPQ
import Foundation

extension PostgresSession {
    /// What a session is for.
    enum Purpose {
        case reading
        case writing
        /// Tells other nodes something, which is true without it.
        case telling
    }

    /// The oldest server that has all that is used here.
    private static let oldestServer: Int32 = 150_000
    /// The numbers of the locks that this program asks for; each has one for each schema.
    static let writeLock = 1_835_365_224
    static let migrationLock = 1_835_365_225

    /// Connects within 5 seconds a host, unless the URL says otherwise.
    ///
    /// - Throws: `DatabaseFailure` when there is no server, it refuses, is read-only, too old or not in UTF-8.
    static func open(
        _ address: PostgresAddress, for purpose: Purpose, silences: PostgresSilences = PostgresSilences()
    ) throws -> PostgresSession {
        // What comes later wins: the URL over these, but not over the encoding.
        let parameters = [
            ("fallback_application_name", "meshes"), ("connect_timeout", "5"), ("target_session_attrs", "read-write"),
            // A server that has vanished is noticed within some ten seconds.
            ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
            ("dbname", address.url.reveal()), ("client_encoding", "UTF8"),
        ]
        guard let handle = connect(parameters) else { throw DatabaseFailure.connection(nil) }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw DatabaseFailure.connection(handle)
        }
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        let session = PostgresSession(handle, silences)
        try session.check()
        try session.prepare(for: purpose)
        PQenterPipelineMode(handle)
        return session
    }

    private static func connect(_ parameters: [(name: String, value: String)]) -> OpaquePointer? {
        let names = parameters.map { UnsafePointer<CChar>(strdup($0.name)) }
        let values = parameters.map { UnsafePointer<CChar>(strdup($0.value)) }
        defer { for copy in names + values { free(UnsafeMutablePointer(mutating: copy)) } }
        return PQconnectdbParams(names + [nil], values + [nil], 1)
    }

    private func check() throws {
        guard PQserverVersion(handle) >= Self.oldestServer else {
            throw DatabaseFailure(.unavailable, "PostgreSQL 15 or newer is needed; this server is \(version)")
        }
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? "unknown"
        guard encoding == "UTF8" else {
            throw DatabaseFailure(.unavailable, "the database must have the encoding UTF8; this one has \(encoding)")
        }
    }

    /// As the server calls itself, such as `15.8`.
    var version: String { PQparameterStatus(handle, "server_version").map { String(cString: $0) } ?? "unknown" }

    private func prepare(for purpose: Purpose) throws {
        // The server too gives up a machine that has vanished within some ten seconds, and its locks with it.
        try simple(
            """
            SET statement_timeout = '30s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'; SET jit = off;
            SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 10000
            """) { _ in }
        if case .telling = purpose { try simple("SET synchronous_commit = 'off'") { _ in } }
        guard case .writing = purpose else { return }
        // What was answered 201 is on the disk, whatever the server's own setting.
        try simple(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'") { _ in }
        // A process that is stopped in the middle of a transaction keeps the others waiting no longer than they wait for locks.
        try simple("SET idle_in_transaction_session_timeout = '4s'") { _ in }
        // Rows that come in arrays find theirs through an index, also by a plan that was made while the table was empty.
        try simple("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off") { _ in }
    }
}
