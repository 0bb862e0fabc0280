import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// History in parts by week, on PostgreSQL.
@Suite struct PartitionTests {
    private static let day: Duration = .seconds(86_400)

    @Test func rowsLieInThePartOfTheirWeek() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let (connection, rule) = try await fixture.destination()
            // From 2026-01-01, where a week begins.
            for _ in 0..<3 {
                try await fixture.accept(rule)
                try await fixture.attempt(connection, .refused)
                fixture.time.advance(by: Self.day * 7)
            }
            for table in HistoryTable.allCases {
                let places = try await Self.places(table, fixture)
                #expect(places == ["20260101", "20260108", "20260115"].map { "\(table.rawValue)_\($0)" })
            }
        }
    }

    @Test func aTimeWithoutAPartGoesToTheDefaultOneAndIsCutRowByRow() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            fixture.time.advance(by: Self.day * 300)
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .ok)
            #expect(try await Self.places(.payloads, fixture) == ["payloads_other"])
            #expect(try await fixture.store.events.payload(fixture.access, event.id) != nil)
            // The week keeps its rows there, and the weeks around it get their parts.
            _ = try await Self.purge(fixture)
            let made = try await Self.parts(.payloads, fixture)
            #expect(made.contains("payloads_20261105") && !made.contains("payloads_20261022"))
            fixture.time.advance(by: Self.day * 61)
            #expect(try await Self.purge(fixture).events == 1)
            #expect(try await Self.rows(.payloads, fixture) == 0)
            #expect(try await Self.rows(.attempts, fixture) == 0)
        }
    }

    @Test func wholePartsGoAndNothingThatSomebodyKeeps() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let long = try await fixture.workspace("Long", keeping: [.payloads: 60, .events: 60])
            let (connection, rule) = try await fixture.destination()
            for _ in 0..<3 { try await fixture.accept(rule) }
            for entry in try await fixture.claim(connection) { try await fixture.finish(entry, .ok) }
            let kept = try await long.accept()
            let waiting = try await fixture.accept(rule, parked: "off")
            fixture.time.advance(by: Self.day * 38)
            var counts = try await Self.purge(fixture)
            #expect(counts.events == 3 && counts.payloads == 1)
            #expect(try await fixture.store.events.payload(fixture.access, kept.id) != nil)
            #expect(try await Self.rows(.payloads, fixture) == 1)
            #expect(try await Self.rows(.attempts, fixture) == 0)
            // Everybody's time is over in less than a week: rows of events that are gone wait for their part.
            fixture.time.advance(by: Self.day * 22 + .seconds(1))
            counts = try await Self.purge(fixture)
            #expect(counts.events == 1)
            #expect(try await refusal { _ = try await fixture.store.events.payload(fixture.access, kept.id) } == .notFound)
            #expect(try await Self.rows(.payloads, fixture) == 1)
            fixture.time.advance(by: Self.day * 7)
            #expect(try await Self.purge(fixture).partitions > 0)
            #expect(try await Self.rows(.payloads, fixture) == 0)
            let parts = try await Self.parts(.payloads, fixture)
            #expect(!parts.contains("payloads_20260101"))
            #expect(try await fixture.event(waiting).progress.status == .retrying)
            #expect(try await fixture.store.events.payload(fixture.access, waiting.id) == nil)
        }
    }

    @Test func anUnfinishedEventKeepsItsAttemptsWhateverItsAge() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let (connection, rule) = try await fixture.destination()
            let event = try await fixture.accept(rule)
            try await fixture.attempt(connection, .down)
            fixture.time.advance(by: Self.day * 100)
            _ = try await Self.purge(fixture)
            #expect(try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest()).records.count == 1)
            try await fixture.attempt(connection, .refused)
            #expect(try await Self.rows(.attempts, fixture) == 2)
            #expect(try await Self.purge(fixture).events == 1)
            #expect(try await Self.rows(.attempts, fixture) == 0)
        }
    }

    @Test func aReaderHoldsUpTheDroppingAndNothingElse() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let address = try #require(fixture.place.address)
            let (connection, rule) = try await fixture.destination()
            try await fixture.accept(rule)
            try await fixture.attempt(connection, .ok)
            fixture.time.advance(by: Self.day * 38)
            let reader = try PostgresSession.open(address, for: .reading)
            try reader.simple("BEGIN; SELECT 1 FROM payloads") { _ in }
            #expect(try await Self.purge(fixture).partitions == 0)
            let young = try await fixture.accept()
            #expect(try await fixture.store.events.payload(fixture.access, young.id) != nil)
            try reader.simple("COMMIT") { _ in }
            #expect(try await Self.purge(fixture).partitions > 0)
            // What was prepared before is as good after.
            let next = try await fixture.accept()
            #expect(try await fixture.store.events.payload(fixture.access, next.id) != nil)
            #expect(try await fixture.store.events.payload(fixture.access, young.id) != nil)
        }
    }

    @Test func twoNodesMakeEachPartOnce() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            try await fixture.beside { other async throws in
                fixture.time.advance(by: Self.day * 21)
                async let first = Self.purge(fixture)
                async let second = Self.purge(other)
                _ = try await (first, second)
                _ = try await Self.purge(other)
                let missing = try await fixture.store.database.read { [now = fixture.time.now()] in try Partition.missing(at: now, on: $0) }
                #expect(missing.isEmpty)
            }
        }
    }

    @Test func aFilledStoreOfTheStepBeforeIsTakenOverWithoutCopying() async throws {
        let place = try StorePlace(.postgres)
        let time = ManualTime()
        let ids = IdentifierSource(time: time)
        let steps = Array(Migration.all.prefix { $0.number < Migration.partitions.number })
        let driver = try place.driver()
        try Migrator(steps: steps).run(on: driver, time: time)
        let old: Event.ID = ids.next()
        _ = try driver.transaction { try $0.execute("INSERT INTO payloads (event_id, body) VALUES (?, ?)", [.id(old), .blob([123, 125])]) }
        let file = try driver.transaction { try Self.file("payloads", $0) }
        try driver.close()
        let store = try await place.open(keys: KeyRing(try EncryptionKey.test(7)), time: time, ids: ids)
        let young: Event.ID = ids.next()
        time.advance(by: Self.day * 7)
        let next: Event.ID = ids.next()
        let (files, bodies, parts) = try await store.database.write { connection in
            for id in [young, next] {
                try connection.execute("INSERT INTO payloads (event_id, body) VALUES (?, ?)", [.id(id), .blob([123, 125])])
            }
            return (
                try Self.file("payloads_before_20260108", connection),
                try connection.firstOfEach("SELECT body FROM payloads WHERE event_id = ?", [[.id(old)], [.id(young)], [.id(next)]]) {
                    $0.blob(0)
                },
                try connection.query("SELECT tableoid::regclass::text FROM payloads ORDER BY event_id", []) { $0.text(0) }
            )
        }
        #expect(files == file && bodies == [[123, 125], [123, 125], [123, 125]])
        #expect(parts == ["payloads_before_20260108", "payloads_before_20260108", "payloads_20260108"])
        let retention = try await store.retention.purge(RetentionSettings(), now: time.now() + Self.day * 31)
        #expect(retention.partitions > 0)
        #expect(try await store.database.read { try $0.query("SELECT event_id FROM payloads", []) { try $0.id(0, of: Event.self) } } == [next])
        try await store.close()
    }

    /// The plans that the program's look-ups get: with a default part too, an id opens one part.
    @Test func aLookUpByIdOpensOnePart() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            for statement in [
                "SELECT body FROM payloads WHERE event_id = ?", "DELETE FROM payloads WHERE event_id = ?",
                "SELECT id FROM attempts WHERE event_id = ? AND id > ? AND has_details = 1 ORDER BY id LIMIT 1",
                "DELETE FROM responses WHERE attempt_id = ?",
            ] {
                let id = "decode('\(Event.ID.first(at: fixture.time.now()).description.replacing("-", with: ""))', 'hex')"
                let plan = try await fixture.store.database.read { connection in
                    try connection.query("EXPLAIN " + statement.replacing("?", with: id), []) { $0.text(0) }
                }
                let opened = Set(plan.flatMap { $0.matches(of: /on [a-z]+_([0-9]{8}|other)/).map { String($0.output.0) } })
                #expect(opened.count == 1, "\(plan)")
            }
        }
    }

    @Test func theReportCountsWhatIsMissing() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let address = try #require(fixture.place.address)
            // The clock of the test is behind the server's.
            #expect(try await address.report().missingPartitions == 9)
            try await fixture.store.database.write { try Partition.makeMissing(at: SystemTime().now(), on: $0) }
            #expect(try await address.report().missingPartitions == 0)
        }
    }

    private static func purge(_ fixture: StoreFixture) async throws -> PurgeCounts {
        try await fixture.store.retention.purge(RetentionSettings(), now: fixture.time.now(), batch: 2)
    }

    /// The part of each row, in the order of the ids.
    private static func places(_ table: HistoryTable, _ fixture: StoreFixture) async throws -> [String] {
        try await fixture.store.database.read { connection in
            try connection.query("SELECT tableoid::regclass::text FROM \(table.rawValue) ORDER BY \(table.key)", []) { $0.text(0) }
        }
    }

    private static func rows(_ table: HistoryTable, _ fixture: StoreFixture) async throws -> Int {
        try await places(table, fixture).count
    }

    private static func parts(_ table: HistoryTable, _ fixture: StoreFixture) async throws -> [String] {
        try await fixture.store.database.read { try Partition.all(on: $0).filter { $0.table == table }.map(\.name) }
    }

    private static func file(_ table: String, _ connection: any SQLConnection) throws -> Int? {
        try connection.first("SELECT pg_relation_filenode('\(table)')::bigint", []) { $0.int(0) }
    }
}
