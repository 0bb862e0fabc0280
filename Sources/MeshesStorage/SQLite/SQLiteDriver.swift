import Foundation
import GRDB
import Synchronization

/// SQLite through GRDB: a pool of reading connections in WAL mode and one writing connection.
///
/// A commit syncs the write-ahead log (`synchronous=FULL`), but for those of `transactionToSync`, which leave it to `sync`: the
/// same call on the same file, made beside the next transaction. The syncs around checkpoints are SQLite's in any case.
final class SQLiteDriver: DatabaseDriver {
    private let pool: DatabasePool
    private let log: WriteAheadLog
    /// Whether the writing connection syncs in each commit.
    private let syncsInCommit = Mutex(true)

    var dialect: SQLDialect { .sqlite }

    var syncsApart: Bool { true }

    /// Opens the file at `path` or makes it.
    init(path: String, readers: Int) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = max(1, readers)
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA temp_store = MEMORY")
            try connection.execute(sql: "PRAGMA cache_size = -8000")
        }
        log = WriteAheadLog(path: path + "-wal")
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // After the pool is open: turning WAL on, GRDB sets synchronous to NORMAL, which may lose commits at power loss.
            try pool.writeWithoutTransaction { writer in
                try writer.execute(sql: "PRAGMA synchronous = FULL")
                try writer.execute(sql: "PRAGMA cache_size = -32000")
                try writer.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                try writer.execute(sql: "PRAGMA journal_size_limit = 67108864")
            }
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteConnection($0)) }
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
    }

    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try transaction(syncing: true, body)
    }

    func transactionToSync<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try transaction(syncing: false, body)
    }

    private func transaction<Value>(syncing: Bool, _ body: (any SQLConnection) throws -> Value) throws -> Value {
        try pool.writeWithoutTransaction { writer in
            let connection = SQLiteConnection(writer)
            try setSyncing(syncing, writer)
            try connection.execute("BEGIN IMMEDIATE")
            do {
                let value = try body(connection)
                try connection.execute("COMMIT")
                return value
            } catch {
                // A full disk makes SQLite roll back by itself.
                if writer.isInsideTransaction { try connection.execute("ROLLBACK") }
                throw error
            }
        }
    }

    private func setSyncing(_ syncing: Bool, _ writer: GRDB.Database) throws {
        try syncsInCommit.withLock { present in
            guard present != syncing else { return }
            // SQLite carries this pragma out when it prepares it: a statement that is kept and run again would do nothing.
            try writer.execute(sql: syncing ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
            present = syncing
        }
    }

    func sync() throws { try log.sync() }

    func close() throws {
        // Readers are closed last, and they cannot empty the log: a stopped store would not be one file. It is no loss when
        // another process that reads is in the way.
        try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        log.close()
        try pool.close()
    }
}
