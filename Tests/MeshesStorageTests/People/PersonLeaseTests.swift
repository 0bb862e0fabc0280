import MeshesModel
import MeshesStorage
import Testing

@Suite struct PersonLeaseTests {
    private static let ada = "ada@example.com"

    @Test(arguments: StoreEngine.allCases) func aPersonIsTakenOnceUntilGivenBack(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let leases = fixture.store.personLeases
            let (one, other): (Connection.ID, Connection.ID) = (fixture.ids.next(), fixture.ids.next())
            let now = fixture.time.now()
            #expect(try await leases.take(Self.ada, of: one, until: now + .seconds(25), now: now))
            #expect(try await !leases.take(Self.ada, of: one, until: now + .seconds(26), now: now + .seconds(1)))
            // Somebody else, and the same person elsewhere.
            #expect(try await leases.take("bob@example.com", of: one, until: now + .seconds(25), now: now))
            #expect(try await leases.take(Self.ada, of: other, until: now + .seconds(25), now: now))
            try await leases.giveBack(Self.ada, of: one, until: now + .seconds(25))
            #expect(try await leases.take(Self.ada, of: one, until: now + .seconds(26), now: now + .seconds(1)))
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatADeadNodeLeftIsTakenOverWhenItsTimeIsPast(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let leases = fixture.store.personLeases
            let connection: Connection.ID = fixture.ids.next()
            let now = fixture.time.now()
            let end = now + .seconds(25)
            #expect(try await leases.take(Self.ada, of: connection, until: end, now: now))
            #expect(try await !leases.take(Self.ada, of: connection, until: end + .seconds(24), now: end - .milliseconds(1)))
            #expect(try await leases.take(Self.ada, of: connection, until: end + .seconds(25), now: end))
            // Whom it was taken from lives after all, and gives back what is no longer its own.
            try await leases.giveBack(Self.ada, of: connection, until: end)
            #expect(try await !leases.take(Self.ada, of: connection, until: end + .seconds(26), now: end + .seconds(1)))
        }
    }

    @Test(arguments: StoreEngine.allCases) func ofManyWhoAskAtOnceOneGetsThePerson(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let leases = fixture.store.personLeases
            let connection: Connection.ID = fixture.ids.next()
            let now = fixture.time.now()
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...20 {
                    group.addTask { try await leases.take(Self.ada, of: connection, until: now + .seconds(number), now: now) }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(winners == 1)
        }
    }

    @Test(arguments: StoreEngine.allCases) func whatNobodyGaveBackIsPurgedAndNobodyIsNamed(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let leases = fixture.store.personLeases
            let connection: Connection.ID = fixture.ids.next()
            let now = fixture.time.now()
            for number in 1...5 { _ = try await leases.take("\(number)@example.com", of: connection, until: now + .seconds(number), now: now) }
            let rows = try await fixture.store.database.read { try $0.query("SELECT person FROM person_leases", []) { $0.blob(0) } }
            #expect(rows.count == 5 && rows.allSatisfy { $0.count == 32 })
            let counts = try await fixture.store.retention.purge(RetentionSettings(), now: now + .seconds(4), batch: 2)
            #expect(counts.personLeases == 3)
            #expect(try await !leases.take("4@example.com", of: connection, until: now + .seconds(9), now: now))
        }
    }
}
