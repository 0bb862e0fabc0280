import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

@Suite struct MigratorTests {
    private let time = ManualTime()

    @Test func numbersHaveNoGaps() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test(arguments: StoreEngine.allCases) func everyStepStandsAlone(_ engine: StoreEngine) throws {
        try with(engine) { driver throws in
            for count in 1...Migration.all.count {
                let migrator = Migrator(steps: Array(Migration.all.prefix(count)))
                #expect(try migrator.run(on: driver, time: time) == [count])
                #expect(try migrator.run(on: driver, time: time) == [])
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func anInterruptedRunGoesOnWhereItStopped(_ engine: StoreEngine) throws {
        try with(engine) { driver in
            let broken = Migration(number: 3, name: "broken") { "CREATE TABLE half (id \($0.integer)); CREATE TABLE" }
            #expect(throws: DatabaseFailure.self) {
                try Migrator(steps: Array(Migration.all.prefix(2)) + [broken]).run(on: driver, time: time)
            }
            #expect(try Migrator().run(on: driver, time: time) == Array(3...Migration.all.count))
            let names = try driver.transaction { connection in
                try connection.query("SELECT name FROM schema_steps ORDER BY number", []) { $0.text(0) }
            }
            #expect(names == Migration.all.map(\.name))
            // Of the broken step nothing is left.
            #expect(throws: DatabaseFailure.self) { try driver.transaction { try $0.execute("INSERT INTO half VALUES (1)") } }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aNewerSchemaIsRefused(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let newer = Migration.all.count + 1
            try await fixture.store.database.write { connection in
                _ = try connection.execute(
                    "INSERT INTO schema_steps (number, name, applied_at) VALUES (?, 'from the future', 0)", [.int(newer)])
            }
            await #expect(throws: SchemaTooNew(found: newer, known: newer - 1)) { try await fixture.reopened { _ in } }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aStepThatServersAreInTheWayOfIsCarriedOutAgain(_ engine: StoreEngine) throws {
        try with(engine) { driver throws in
            // The first transaction looks what is missing, the second is the first step.
            let passing = ConflictingDriver(driver, conflicts: 2...10)
            #expect(try Migrator().run(on: passing, time: time) == Migration.all.map(\.number))
        }
        try with(engine) { driver throws in
            let lasting = ConflictingDriver(driver, conflicts: 4...13)
            let failure = #expect(throws: DatabaseFailure.self) { try Migrator().run(on: lasting, time: time) }
            #expect(failure?.kind == .conflict)
            // What was done before stays, and the next run goes on.
            #expect(try Migrator().run(on: driver, time: time) == Array(3...Migration.all.count))
        }
    }

    private func with(_ engine: StoreEngine, _ body: (any DatabaseDriver) throws -> Void) throws {
        let place = try StorePlace(engine)
        let driver = try place.driver()
        defer { try? driver.close() }
        try body(driver)
    }
}
