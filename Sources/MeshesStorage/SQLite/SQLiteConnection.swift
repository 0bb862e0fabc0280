import GRDB
import GRDBSQLite

/// One SQLite connection inside a transaction. Statements are compiled once a connection and bound directly: GRDB's
/// arguments cost several times as much for each value.
struct SQLiteConnection: SQLConnection {
    private let database: GRDB.Database

    var dialect: SQLDialect { .sqlite }

    init(_ database: GRDB.Database) {
        self.database = database
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try prepare(sql)
        defer { statement.reset() }
        return try statement.run(arguments)
    }

    @discardableResult
    func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int] {
        guard !rows.isEmpty else { return [] }
        let statement = try prepare(sql)
        defer { statement.reset() }
        return try rows.map { try statement.run($0) }
    }

    func query<Value>(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Value) throws -> [Value] {
        let statement = try prepare(sql)
        defer { statement.reset() }
        try statement.bind(arguments)
        var values: [Value] = []
        let current = SQLiteRow(statement.handle)
        while try statement.step() { values.append(try row(current)) }
        return values
    }

    func each(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws {
        let statement = try prepare(sql)
        defer { statement.reset() }
        try statement.bind(arguments)
        let current = SQLiteRow(statement.handle)
        while try statement.step() {
            guard try row(current) else { return }
        }
    }

    func firstOfEach<Value>(
        _ sql: String, _ rows: [[SQLValue]], _ row: (any SQLRow) throws -> Value
    ) throws -> [Value?] {
        guard !rows.isEmpty else { return [] }
        let statement = try prepare(sql)
        defer { statement.reset() }
        let current = SQLiteRow(statement.handle)
        return try rows.map { arguments in
            try statement.bind(arguments)
            defer { sqlite3_reset(statement.handle) }
            return try statement.step() ? try row(current) : nil
        }
    }

    func script(_ sql: String) throws {
        do {
            try database.execute(sql: sql)
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
    }

    private func prepare(_ sql: String) throws -> SQLiteStatement {
        do {
            return SQLiteStatement(try database.cachedStatement(sql: sql), of: database)
        } catch let error as DatabaseError {
            throw DatabaseFailure(error)
        }
    }
}
