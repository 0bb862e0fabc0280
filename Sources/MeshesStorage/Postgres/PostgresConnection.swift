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

    func send(_ sql: String, _ rows: [[SQLValue]]) throws {
        if !rows.isEmpty { try session.send(sql, rows) }
    }

    func insert(_ statement: InsertStatement, _ rows: [[SQLValue]]) throws {
        guard rows.count >= PostgresArrays.fewest, try session.send(.insert(statement), rows) else {
            return try send(statement.sql, rows)
        }
    }

    func send(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws {
        guard rows.count >= PostgresArrays.fewest, try session.send(.change(statement), rows) else {
            return try send(statement.sql, rows)
        }
    }

    func change(_ statement: KeyedStatement, _ rows: [[SQLValue]]) throws -> [Bool] {
        var found = [Bool](repeating: false, count: rows.count)
        let isDone = try rows.count >= PostgresArrays.fewest && session.run(.change(statement), rows) { part, result in
            for index in 0..<result.rows { found[part.lowerBound + result.row(index).int(0) - 1] = true }
        }
        return isDone ? found : try executeMany(statement.sql, rows).map { $0 > 0 }
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
        var values = [Value?](repeating: nil, count: rows.count)
        let isDone = try rows.count >= PostgresArrays.fewest && session.run(.firstOfEach(sql), rows) { part, result in
            let last = result.columns - 1
            for index in 0..<result.rows {
                let found = result.row(index)
                let place = part.lowerBound + found.int(last) - 1
                if values[place] == nil { values[place] = try row(found) }
            }
        }
        guard !isDone else { return values }
        try session.run(sql, rows) { index, result in values[index] = result.rows > 0 ? try row(result.row(0)) : nil }
        return values
    }

    func script(_ sql: String) throws { try session.script(sql) }
}
