import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// A server that goes away, is full, is read-only or has another master.
@Suite(.timeLimit(.minutes(5))) struct PostgresServerTests {
    @Test func theWriterSyncsWhateverTheServersSetting() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let setting = try await fixture.store.database.write { connection in
                try connection.first("SELECT current_setting('synchronous_commit')", []) { $0.text(0) }
            }
            #expect(setting == "on")
        }
    }

    @Test func brokenConnectionsAreReplaced() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let store = fixture.store
            for round in 1...3 {
                let pids = try await [
                    store.database.write { try $0.first("SELECT pg_backend_pid()", []) { $0.int(0) } },
                    store.database.read { try $0.first("SELECT pg_backend_pid()", []) { $0.int(0) } },
                ].compactMap { $0 }
                #expect(pids.count == 2)
                try fixture.place.ask("SELECT pg_terminate_backend(\(pids[0])), pg_terminate_backend(\(pids[1]))")
                _ = try await store.organizations.create(name: "Round \(round)")
                for _ in 1...8 { #expect(try await store.organizations.all().count == round + 1) }
            }
        }
    }

    @Test(arguments: [false, true]) func aLossInTheMiddleRunsTheBodyAgainAndCommitsOnce(_ leavesReplies: Bool) async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let runs = Recorded<Int>()
            let place = fixture.place
            try await fixture.store.database.write { connection in
                runs.append(1)
                try connection.execute("INSERT INTO hidden_remains (id) VALUES (?)", [.uuid(1, UInt64(runs.all.count))])
                guard runs.all.count == 1 else { return }
                let pid = try connection.first("SELECT pg_backend_pid()", []) { $0.int(0) } ?? 0
                try place.ask("SELECT pg_terminate_backend(\(pid), 5000)")
                let insert = "INSERT INTO hidden_remains (id) VALUES (?)"
                if leavesReplies { try connection.send(insert, [[.uuid(1, 9)]]) } else { try connection.execute(insert, [.uuid(1, 9)]) }
            }
            let left = try await fixture.store.database.read { try $0.query("SELECT id FROM hidden_remains", []) { $0.uuid(0)?.low } }
            #expect(left == [2])
        }
    }

    @Test func aFullDiskRefusesWholeAndGoesOnOnceThereIsRoom() async throws {
        let reasons = Recorded<DatabaseFailure>()
        var options = StoreOptions()
        options.onRefusal = { reasons.append($0) }
        try await StoreFixture.run(.postgres, options: options) { fixture async throws in
            let (_, rule) = try await fixture.destination()
            let store = fixture.store
            // As the server fails when a table cannot grow.
            try await store.database.write { connection in
                try connection.script(
                    """
                    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
                    CREATE TRIGGER full_disk BEFORE INSERT ON queue FOR EACH ROW EXECUTE FUNCTION full_disk();
                    """)
            }
            let refused = try await fixture.acceptance(for: [rule])
            #expect(try await refusal { _ = try await store.acceptance.commit([refused]) } == .serviceUnavailable)
            #expect(reasons.all.map(\.message) == ["No space left on device (PostgreSQL 53100)"])
            #expect(try await store.events.list(fixture.access, nil, EventFilter(), PageRequest()).records.isEmpty)
            try await store.database.write { try $0.script("DROP TRIGGER full_disk ON queue") }
            #expect(try await store.acceptance.commit([refused]).map(\.word) == ["accepted"])
        }
    }

    @Test func theReportLooksWithoutChangingAnything() async throws {
        let place = try StorePlace(.postgres)
        let address = try #require(place.address)
        let before = try await address.report()
        #expect(before.schema == 0 && before.knownSchema == Migration.all.count)
        #expect(before.version.hasPrefix("1"))
        let driver = try place.driver()
        try Migrator().run(on: driver, time: ManualTime())
        try driver.close()
        #expect(try await address.report().schema == Migration.all.count)
    }

    @Test func aReadOnlyServerIsRefusedByName() async throws {
        let schema = try PostgresSchema.make()
        let address = try PostgresAddress(Secret(schema.address.url.reveal() + "%20-cdefault_transaction_read_only%3Don"))
        let failure = await #expect(throws: DatabaseFailure.self) { try await address.report() }
        #expect(failure?.kind == .unavailable && failure?.message.contains("read-only") == true)
    }

    @Test func aServerThatIsNotThereIsNamedWithoutThePassword() async throws {
        let address = try PostgresAddress(Secret("postgres://me:tell-nobody@/meshes?host=/nowhere"))
        let failure = await #expect(throws: DatabaseFailure.self) { try await address.report() }
        #expect(failure?.message.contains("/nowhere") == true && failure?.message.contains("tell-nobody") == false)
        #expect(failure?.kind == .unavailable)
    }

    @Test func aTextThatTheServerCannotKeepFailsAlone() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            let failure = await #expect(throws: DatabaseFailure.self) { try await fixture.store.organizations.create(name: "a\0b") }
            #expect(failure?.kind == .constraint)
            #expect(try await fixture.store.organizations.all().count == 1)
        }
    }
}
