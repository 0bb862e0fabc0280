import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// What repositories rest on, whatever the engine.
@Suite struct SQLConnectionTests {
    @Test(arguments: StoreEngine.allCases) func valuesComeBackAsTheyWere(_ engine: StoreEngine) throws {
        let values: [SQLValue] = [
            .null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("'? ü 🦊 \u{1}"), .blob([]), .blob([0, 255]),
            .uuid(.max, 1),
        ]
        try withTable(engine) { connection in
            for (number, value) in values.enumerated() {
                var row: [SQLValue] = [.int(number), .null, .null, .null]
                switch value {
                case .integer: row[1] = value
                case .text: row[2] = value
                default: row[3] = value
                }
                #expect(try connection.execute("INSERT INTO things (id, number, word, bytes) VALUES (?, ?, ?, ?)", row) == 1)
            }
            let read = try connection.query("SELECT number, word, bytes FROM things ORDER BY id", []) { row -> SQLValue in
                if !row.isNull(0) { return .integer(row.integer(0)) }
                if !row.isNull(1) { return .text(row.text(1)) }
                if let (high, low) = row.uuid(2) { return .uuid(high, low) }
                return row.isNull(2) ? .null : .blob(row.blob(2))
            }
            #expect(read == values)
        }
    }

    @Test(arguments: StoreEngine.allCases) func eachStopsWhenTold(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in
            try connection.executeMany("INSERT INTO things (id) VALUES (?)", (0..<1000).map { [.int($0)] })
            for limit in [1, 200, 201, 1000] {
                var seen: [Int] = []
                try connection.each("SELECT id FROM things WHERE id >= ? ORDER BY id", [.int(0)]) { row in
                    seen.append(row.int(0))
                    return seen.count < limit
                }
                #expect(seen == Array(0..<limit))
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func manyRowsAreAddedAsTheyAre(_ engine: StoreEngine) throws {
        let statement = InsertStatement(into: "things", "id, number, word, bytes")
        for (count, size) in [(0, 0), (1, 3), (7, 3), (8, 3), (1_201, 0), (12, 300_000)] {
            try withTable(engine) { connection in
                let rows: [[SQLValue]] = (0..<count).map { number in
                    let bytes = [UInt8](repeating: UInt8(number & 255), count: size)
                    let isEmpty = number % 3 == 1
                    return [
                        .int(number), isEmpty ? .null : .integer(.min + Int64(number)), isEmpty ? .null : .text("'\(number)', {ü}"),
                        number % 3 == 2 ? .null : .blob(bytes),
                    ]
                }
                try connection.insert(statement, rows)
                let read = try connection.query("SELECT id, number, word, bytes FROM things ORDER BY id", []) { row -> [SQLValue] in
                    [
                        .integer(row.integer(0)), row.isNull(1) ? .null : .integer(row.integer(1)),
                        row.isNull(2) ? .null : .text(row.text(2)), row.isNull(3) ? .null : .blob(row.blob(3)),
                    ]
                }
                #expect(read == rows)
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func ofManyRowsOneThatIsThereSpoilsAll(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in try connection.execute("INSERT INTO things (id) VALUES (5)") } then: { driver in
            let failure = #expect(throws: DatabaseFailure.self) {
                try driver.transaction { try $0.insert(InsertStatement(into: "things", "id"), (0..<20).map { [.int($0)] }) }
            }
            #expect(failure?.kind == .constraint)
            let left = try driver.transaction { try $0.query("SELECT id FROM things", []) { $0.int(0) } }
            #expect(left == [5])
        }
    }

    @Test(arguments: StoreEngine.allCases) func batchesAnswerRowByRow(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in
            let insert = "INSERT INTO things (id, word) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
            let rows: [[SQLValue]] = [[.int(1), .text("a")], [.int(1), .text("b")], [.int(2), .text("c")]]
            #expect(try connection.executeMany(insert, rows) == [1, 0, 1])
            #expect(try connection.executeMany(insert, []) == [])
            let words = try connection.firstOfEach("SELECT word FROM things WHERE id >= ? ORDER BY id", [[.int(1)], [.int(3)], [.int(2)]]) { $0.text(0) }
            #expect(words == ["a", nil, "c"])
        }
    }

    @Test(arguments: StoreEngine.allCases) func ofManyRowsEachIsFoundByItsKey(_ engine: StoreEngine) throws {
        let change = KeyedStatement.update("things", set: "number, word", where: "id, number")
        let remove = KeyedStatement.delete(from: "things", where: "id, number")
        for count in [0, 1, 7, 8, 1_201] {
            try withTable(engine) { connection in
                // Every third is not there, and every third of another number than asked for.
                for id in 0..<count where id % 3 != 0 {
                    try connection.execute("INSERT INTO things (id, number) VALUES (?, ?)", [.int(id), .int(id % 3)])
                }
                let order = Array((0..<count).reversed())
                let changed = try connection.change(
                    change, order.map { [.integer(.min + Int64($0)), $0 % 2 == 0 ? .null : .text("'\($0)'"), .int($0), .int(1)] })
                #expect(changed == order.map { $0 % 3 == 1 })
                let read = try connection.firstOfEach("SELECT id, number, word FROM things WHERE id = ?", order.map { [.int($0)] }) {
                    [.integer($0.integer(0)), .integer($0.integer(1)), $0.isNull(2) ? .null : .text($0.text(2))] as [SQLValue]
                }
                #expect(read == order.map { id in
                    switch id % 3 {
                    case 0: nil
                    case 1: [.int(id), .integer(.min + Int64(id)), id % 2 == 0 ? .null : .text("'\(id)'")]
                    default: [.int(id), .integer(2), .null]
                    }
                })
                #expect(try connection.change(remove, order.map { [.int($0), .int(2)] }) == order.map { $0 % 3 == 2 })
                let left = try connection.query("SELECT id FROM things ORDER BY id", []) { $0.int(0) }
                #expect(left == (0..<count).filter { $0 % 3 == 1 })
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func ofManyQueriesEachHasItsFirstRow(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in
            for id in 0..<20 { try connection.execute("INSERT INTO things (id, word) VALUES (?, ?)", [.int(id), .text("w\(id)")]) }
            let rows: [[SQLValue]] = (0..<20).map { [.int($0), .text($0 % 2 == 0 ? "w19" : "none")] }
            let query = "SELECT word FROM things WHERE id >= ? AND word <> ? AND word <> '?' ORDER BY id DESC LIMIT 1"
            let words = try connection.firstOfEach(query, rows) { $0.text(0) }
            #expect(words == (0..<20).map { $0 % 2 == 0 ? ($0 < 19 ? "w18" : nil) : "w19" })
        }
    }

    /// Also when nobody waits for the reply, and whatever comes after it.
    @Test(arguments: StoreEngine.allCases) func whatIsSentAndFailsLeavesNothing(_ engine: StoreEngine) throws {
        struct Stop: Error {}
        let insert = "INSERT INTO things (id) VALUES (?)"
        try withTable(engine) { connection in try connection.execute("INSERT INTO things (id) VALUES (1)") } then: { driver in
            let bad: [[SQLValue]] = [[.int(2)], [.int(1)]]
            let laterWork: [(any SQLConnection) throws -> Void] = [
                { _ in },
                { try $0.send(insert, [[.int(3)]]) },
                { _ = try $0.query("SELECT id FROM things", []) { $0.int(0) } },
                { _ = try $0.query("SELECT word, bytes, number FROM things WHERE number = ?", [.int(7)]) { $0.int(0) } },
            ]
            for work in laterWork {
                let failure = #expect(throws: DatabaseFailure.self) {
                    try driver.transaction { connection in
                        try connection.send(insert, bad)
                        try work(connection)
                    }
                }
                #expect(failure?.kind == .constraint)
            }
            #expect(throws: (any Error).self) {
                try driver.transaction { connection in
                    try connection.send(insert, bad)
                    throw Stop()
                }
            }
            // The connection is as good as before.
            let left = try driver.transaction { connection in
                try connection.send(insert, [[.int(4)]])
                return try connection.query("SELECT id FROM things ORDER BY id", []) { $0.int(0) }
            }
            #expect(left == [1, 4])
            #expect(try driver.transaction { try $0.query("SELECT id FROM things ORDER BY id", []) { $0.int(0) } } == [1, 4])
        }
    }

    @Test(arguments: StoreEngine.allCases) func aBodyThatFailsLeavesNothing(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in try connection.execute("INSERT INTO things (id) VALUES (1)") } then: { driver in
            let insert = "INSERT INTO things (id) VALUES (?)"
            let failure = #expect(throws: DatabaseFailure.self) {
                try driver.transaction { try $0.executeMany(insert, [[.int(2)], [.int(1)], [.int(3)]]) }
            }
            #expect(failure?.kind == .constraint)
            #expect(throws: CorruptRow.self) {
                try driver.transaction { connection in
                    try connection.execute(insert, [.int(4)])
                    try connection.each("SELECT id FROM things", []) { _ in throw CorruptRow(column: 0, expected: "more") }
                }
            }
            let left = try driver.transaction { try $0.query("SELECT id FROM things", []) { $0.int(0) } }
            #expect(left == [1])
        }
    }

    /// More statements than a connection keeps prepared.
    @Test(arguments: StoreEngine.allCases) func manyStatements(_ engine: StoreEngine) throws {
        try withTable(engine) { connection in
            for number in 0..<1000 {
                let sum = try connection.first("SELECT \(number) + CAST(? AS BIGINT)", [.int(1)]) { $0.int(0) }
                #expect(sum == number + 1)
            }
        }
    }

    private func withTable(
        _ engine: StoreEngine, _ body: (any SQLConnection) throws -> Void, then: (any DatabaseDriver) throws -> Void = { _ in }
    ) throws {
        let place = try StorePlace(engine)
        let driver = try place.driver()
        defer { try? driver.close() }
        try driver.transaction { connection in
            let types = SQLTypes(connection.dialect)
            try connection.script(
                "CREATE TABLE things (id \(types.integer) PRIMARY KEY, number \(types.integer), word \(types.text), bytes \(types.bytes))")
            try body(connection)
        }
        try then(driver)
    }
}
