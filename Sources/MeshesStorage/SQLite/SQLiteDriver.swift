import Foundation
import GRDB

/// SQLite through GRDB: a pool of reading connections in WAL mode and one writing connection.
final class SQLiteDriver: DatabaseDriver {
    private let pool: DatabasePool

    var dialect: SQLDialect { .sqlite }

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
        try pool.writeWithoutTransaction { writer in
            let connection = SQLiteConnection(writer)
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

    func close() throws {
        // Readers are closed last, and they cannot empty the log: a stopped store would not be one file. It is no loss when
        // another process that reads is in the way.
        try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
    }
}
