/// One connection inside a transaction, used synchronously on the driver's own thread.
///
/// SQL is written once for all engines: `?` placeholders, `INSERT … ON CONFLICT`, no function that only one engine has.
public protocol SQLConnection {
    var dialect: SQLDialect { get }

    /// - Returns: the number of rows affected.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs one statement with each row of arguments, in order.
    ///
    /// - Returns: the number of rows affected by each.
    @discardableResult
    func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int]

    /// Runs one statement with each row of arguments, in order. A failure may be thrown by a later call instead, at the latest
    /// by the commit: nobody waits for the reply.
    func send(_ sql: String, _ rows: [[SQLValue]]) throws

    /// Adds rows, all of them or none that stays. A failure may be thrown by a later call, as with `send`.
    func insert(_ statement: InsertStatement, _ rows: [[SQLValue]]) throws

    /// Carries a statement out with each row of values: those to write, then those of the key. No two may have one key.
    ///
    /// - Returns: whether each found its row.
    func change(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws -> [Bool]

    /// The same without an answer. A failure may be thrown by a later call.
    func send(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws

    /// Reads all rows. `row` must not use the connection.
    func query<Value>(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Value) throws -> [Value]

    /// Reads rows until `row` returns false. `row` must not use the connection.
    func each(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws

    /// Runs one query with each row of arguments and reads the first row of each result. `row` must not use the connection.
    func firstOfEach<Value>(_ sql: String, _ rows: [[SQLValue]], _ row: (any SQLRow) throws -> Value) throws -> [Value?]

    /// Runs statements without arguments, separated by semicolons: for migrations.
    func script(_ sql: String) throws
}

extension SQLConnection {
    @discardableResult
    public func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    public func send(_ sql: String, _ rows: [[SQLValue]]) throws { try executeMany(sql, rows) }

    public func insert(_ statement: InsertStatement, _ rows: [[SQLValue]]) throws { try send(statement.sql, rows) }

    public func send(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws { try send(statement.sql, rows) }

    public func change(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws -> [Bool] {
        try executeMany(statement.sql, rows).map { $0 > 0 }
    }

    /// The first row, if there is one.
    public func first<Value>(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Value) throws -> Value? {
        try query(sql, arguments, row).first
    }
}
