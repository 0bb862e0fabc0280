import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// Several stores that are open on one database at once, as nodes have them.
@Suite(.timeLimit(.minutes(5))) struct SeveralNodesTests {
    @Test func anIdempotencyKeyMakesOneEventWhicheverNodeIsFaster() async throws {
        try await StoreFixture.run(.postgres) { one in
            try await one.beside { two in
                for round in 0..<20 {
                    var words: [String] = []
                    try await withThrowingTaskGroup(of: String.self) { group in
                        for node in [one, two] {
                            let acceptance = try await node.keyed("k\(round)")
                            group.addTask { try await node.store.acceptance.commit([acceptance])[0].word }
                        }
                        for try await word in group { words.append(word) }
                    }
                    #expect(words.sorted() == ["accepted", "duplicate"])
                }
                #expect(try await two.store.events.list(one.access, nil, EventFilter(), PageRequest()).records.count == 20)
            }
        }
    }

    @Test func whatNodesCountTogetherIsExact() async throws {
        try await StoreFixture.run(.postgres) { one in
            var lanes: [(connection: Connection, rule: Rule)] = []
            for number in 0..<8 { lanes.append(try await one.destination("Lane \(number)")) }
            let rules = lanes.map(\.rule)
            let connections = lanes.map(\.connection)
            try await one.beside { two in
                for _ in 0..<10 {
                    let event = try await one.accept(try await one.acceptance(for: rules))
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for (index, connection) in connections.enumerated() {
                            group.addTask {
                                try await (index.isMultiple(of: 2) ? one : two).attempt(connection, index == 3 ? .refused : .ok)
                            }
                        }
                        try await group.waitForAll()
                    }
                    let progress = try await two.event(event).progress
                    #expect(progress.completed == 7 && progress.failed == 1 && progress.status == .failed)
                }
                #expect(try await one.counts(.deliveries).reduce(0) { $0 + $1.count } == 80)
                let events = try await one.counts(.events).filter { $0.count != 0 }
                #expect(events.map(\.count) == [10] && events.map(\.status) == [.failed])
            }
        }
    }

    @Test func aWriteThatLooksFirstHasNoOtherBesideIt() async throws {
        try await StoreFixture.run(.postgres) { one in
            try await one.beside { two in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<25 {
                        for node in [one, two] {
                            group.addTask {
                                try await node.store.database.write { connection in
                                    let count = try connection.first("SELECT COUNT(*) FROM hidden_remains", []) { $0.int(0) } ?? 0
                                    try connection.execute(
                                        "INSERT INTO hidden_remains (id) VALUES (?)", [.uuid(1, UInt64(count))])
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let count = try await one.store.database.read { try $0.first("SELECT COUNT(*) FROM hidden_remains", []) { $0.int(0) } }
                #expect(count == 50)
            }
        }
    }

    @Test func aRuleOfOneNodeIsSeenByWhatAnotherAcceptsAfterIt() async throws {
        try await StoreFixture.run(.postgres) { one in
            let (connection, rule) = try await one.destination()
            try await one.beside { two in
                for round in 0..<5 {
                    let stale = try await two.acceptance(for: [rule])
                    #expect(try await two.store.acceptance.commit([try await two.acceptance(for: [rule])]).map(\.word) == ["accepted"])
                    _ = try await one.route("other.\(round)", to: connection)
                    #expect(try await two.store.acceptance.commit([stale]).map(\.word) == ["routingChanged"])
                }
            }
        }
    }

    @Test(arguments: ["40P01", "40001"]) func whatOthersAreInTheWayOfIsCarriedOutAgain(_ state: String) async throws {
        try await StoreFixture.run(.postgres) { fixture in
            try await fixture.store.database.write { connection in
                try connection.script(
                    """
                    CREATE SEQUENCE runs;
                    CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN IF nextval('runs') % 6 <> 4 THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '\(state)'; END IF; RETURN NEW; END $$;
                    CREATE TRIGGER in_the_way BEFORE INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION in_the_way();
                    """)
            }
            // The fourth run goes through. After it five in a row do not: then the caller is told to come back.
            _ = try await fixture.store.organizations.create(name: "Patient")
            #expect(try await refusal { _ = try await fixture.store.organizations.create(name: "Unlucky") } == .serviceUnavailable)
            #expect(try await fixture.store.organizations.all().map(\.name).sorted() == ["Acme", "Patient"])
        }
    }

    @Test func ofTwoNodesThatStartOnAnEmptyStoreOneSetsItUp() async throws {
        let place = try StorePlace(.postgres)
        let key = try #require(EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)))
        let time = ManualTime()
        let made = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try await place.open(keys: KeyRing(key), time: time, ids: IdentifierSource(time: time))
                    let first = try await store.organizations.setUp(name: "Acme", workspace: "Main")
                    try await store.close()
                    return first != nil
                }
            }
            var made: [Bool] = []
            for try await one in group { made.append(one) }
            return made
        }
        #expect(made.count { $0 } == 1)
    }
}

extension StoreFixture {
    /// An event that came with an idempotency key.
    fileprivate func keyed(_ key: String) async throws -> Acceptance {
        var acceptance = try await acceptance(for: [])
        acceptance.idempotency = IdempotencyRecord(
            workspace: workspace.id, key: key, bodyHash: [1], status: 201, body: Array("{}".utf8), createdAt: time.now())
        return acceptance
    }
}
