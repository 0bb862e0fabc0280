/// A session inside a transaction.
struct PostgresConnection: SQLConnection {
    /// Rows that one step of `each` brings.
    private static let step = 200

    private let session: PostgresSession

    var dialect: SQLDialect { .postgres }

    init(_ session: PostgresSession) {
        self.session = session
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        var affected = 0
        try session.run(sql, [arguments]) { _, result in affected = result.affected }
        return affected
    }

    @discardableResult
    func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int] {
        guard !rows.isEmpty else { return [] }
        var affected: [Int] = []
        affected.reserveCapacity(rows.count)
        try session.run(sql, rows) { _, result in affected.append(result.affected) }
        return affected
    }

    func insert(_ statement: InsertStatement, _ rows: [[SQLValue]]) throws {
        if rows.count < PostgresArrays.fewest { try executeMany(statement.sql, rows) } else { try session.insert(statement, rows) }
    }

    func query<Value>(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try session.run(sql, [arguments]) { _, result in
            for index in 0..<result.rows { values.append(try row(result.row(index))) }
        }
        return values
    }

    /// Walks with a cursor, so that of a result that is not read to its end little is fetched.
    func each(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Bool) throws {
        try execute("DECLARE walk NO SCROLL CURSOR FOR " + sql, arguments)
        var goesOn = true
        while goesOn {
            try session.run("FETCH \(Self.step) FROM walk", [[]]) { _, result in
                var index = 0
                while goesOn, index < result.rows {
                    goesOn = try row(result.row(index))
                    index += 1
                }
                if result.rows < Self.step { goesOn = false }
            }
        }
        try execute("CLOSE walk", [])
    }

    func firstOfEach<Value>(
        _ sql: String, _ rows: [[SQLValue]], _ row: (any SQLRow) throws -> Value
    ) throws -> [Value?] {
        guard !rows.isEmpty else { return [] }
        var values: [Value?] = []
        values.reserveCapacity(rows.count)
        try session.run(sql, rows) { _, result in values.append(result.rows > 0 ? try row(result.row(0)) : nil) }
        return values
    }

    func script(_ sql: String) throws { try session.script(sql) }
}
