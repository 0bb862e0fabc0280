import GRDB

/// The schema of a SQLite file, as it is: looked at without changing anything.
public struct SQLiteReport: Hashable, Sendable {
    /// The step that the schema is at; 0 without one.
    public let schema: Int
    /// The newest step that this program knows.
    public let knownSchema: Int

    /// - Throws: `DatabaseFailure` when the file cannot be read.
    public init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            schema = try queue.read { database in
                guard try database.tableExists("schema_steps") else { return 0 }
                return try Int.fetchOne(database, sql: "SELECT MAX(number) FROM schema_steps") ?? 0
            }
            try queue.close()
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
        knownSchema = Migration.newest
    }
}
