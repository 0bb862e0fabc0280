import Dispatch
import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// Who lives, who is ended, and what is then written in whose name.
@Suite(.timeLimit(.minutes(5))) struct NodeTests {
    private static let lease = StoreFixture.nodeLease

    @Test(arguments: StoreEngine.allCases) func aNumberIsNeverUsedTwice(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let nodes = fixture.store.nodes
            var last = fixture.node
            for _ in 0..<3 {
                try await nodes.end(last)
                #expect(try await nodes.giveBack(of: last) == 0)
                let beat = try await nodes.join(.test, lease: Self.lease)
                #expect(beat.number > last && beat.nodes.map(\.number) == [beat.number] && beat.living == beat.nodes)
                #expect(beat.nodes[0].description == .test && beat.nodes[0].keys == fixture.store.sealedValues.keys.ids)
                last = beat.number
            }
        }
    }

    @Test func whoeverOpensAFileIsAloneThere() async throws {
        try await StoreFixture.run(.sqlite) { fixture in
            let beat = try await fixture.store.nodes.join(.test, lease: Self.lease)
            #expect(beat.living.map(\.number) == [beat.number])
            #expect(beat.nodes.first { $0.number == fixture.node }?.endedAt == fixture.time.now())
            fixture.time.advance(by: Self.lease * 1000)
            #expect(try await fixture.store.nodes.end(expired: beat.number) == false)
        }
    }

    @Test func aNodeLivesAsLongAsItShowsIt() async throws {
        try await StoreFixture.run(.postgres) { one in
            try await one.beside { two in
                for _ in 0..<5 {
                    one.time.advance(by: Self.lease - .milliseconds(1))
                    for node in [one, two] {
                        let beat = try #require(try await node.store.nodes.renew(node.node, lease: Self.lease))
                        #expect(beat.living.map(\.number) == [one.node, two.node] && beat.now == one.time.now())
                    }
                    #expect(try await two.store.nodes.end(expired: one.node) == false)
                }
                one.time.advance(by: Self.lease)
                // Nobody has ended it meanwhile: it goes on.
                #expect(try await two.store.nodes.renew(two.node, lease: Self.lease)?.living.map(\.number) == [two.node])
                #expect(try await one.store.nodes.renew(one.node, lease: Self.lease) != nil)
                one.time.advance(by: Self.lease)
                #expect(try await two.store.nodes.end(expired: one.node))
                #expect(try await two.store.nodes.end(expired: one.node) == false)
                #expect(try await one.store.nodes.renew(one.node, lease: Self.lease) == nil)
            }
        }
    }

    @Test func ofThoseWhoEndANodeOneDoes() async throws {
        try await StoreFixture.run(.postgres) { one in
            try await one.beside { two in
                for _ in 0..<10 {
                    let gone = try await one.store.nodes.join(.test, lease: Self.lease).number
                    one.time.advance(by: Self.lease)
                    async let first = one.store.nodes.end(expired: gone)
                    async let second = two.store.nodes.end(expired: gone)
                    #expect(try await [first, second].count { $0 } == 1)
                }
            }
        }
    }

    @Test func nothingIsWrittenInTheNameOfAnEndedNode() async throws {
        try await StoreFixture.run(.postgres) { one in
            let (connection, rule) = try await one.destination()
            let event = try await one.accept(rule)
            let entry = try #require(try await one.claim(connection).first)
            one.time.advance(by: Self.lease)
            try await one.beside { two in
                #expect(try await two.claim(connection).isEmpty)
                #expect(try await two.store.nodes.end(expired: one.node))
                // What it held is not given back yet, and its place in the queue is as it was.
                #expect(try await one.finish(entry, .ok) == "fenced")
                try await one.accept(rule)
                #expect(try await one.claim(connection).isEmpty)
                var late = try await one.acceptance(for: [rule], availableAt: one.time.now() + StoreFixture.lease)
                late.deliveries[0].holder = one.node
                #expect(try await one.store.acceptance.commit([late]).map(\.word) == ["nodeEnded"])
                late.deliveries[0].holder = nil
                #expect(try await one.store.acceptance.commit([late]).map(\.word) == ["accepted"])
                #expect(try await one.status(event, rule) == .pending)
                #expect(try await two.store.nodes.giveBack(of: one.node) == 1)
                #expect(try await two.claim(connection).count == 2)
                for entry in try await two.claim(connection) { #expect(try await two.finish(entry, .ok) == "applied") }
            }
        }
    }

    @Test func theEndOfANodeWaitsForWhatItIsCommitting() async throws {
        try await StoreFixture.run(.postgres) { one in
            try await one.beside { two in
                let pid = try await two.store.database.write { try $0.first("SELECT pg_backend_pid()", []) { $0.int(0) } ?? 0 }
                let gate = DispatchSemaphore(value: 0)
                let (begun, input) = AsyncStream.makeStream(of: Void.self)
                let number = one.node
                one.time.advance(by: Self.lease)
                async let written: Void = one.store.database.write { connection in
                    #expect(try NodeFence(connection).isAlive(number))
                    input.yield()
                    #expect(gate.wait(timeout: .now() + 3) == .success)
                    _ = try connection.execute("INSERT INTO hidden_remains (id) VALUES (?)", [.uuid(1, 1)])
                }
                for await _ in begun { break }
                async let ended = two.store.nodes.end(expired: number)
                var waits = false
                while !waits {
                    waits = try await two.store.database.read { connection in
                        try connection.first("SELECT cardinality(pg_blocking_pids(?))", [.int(pid)]) { $0.int(0) > 0 } ?? false
                    }
                }
                gate.signal()
                try await written
                #expect(try await ended)
                let count = try await two.store.database.read { try $0.first("SELECT COUNT(*) FROM hidden_remains", []) { $0.int(0) } }
                #expect(count == 1)
            }
        }
    }

    @Test func whatOneNodeHoldsNoOtherTakesWhateverItsClockShows() async throws {
        try await StoreFixture.run(.postgres) { one in
            let (connection, rule) = try await one.destination()
            for _ in 0..<3 { try await one.accept(rule) }
            let held = try await one.claim(connection, limit: 2)
            try await one.beside { two in
                let wrong = one.time.now() + .seconds(3600)
                let claim = try await two.store.queue.claim(
                    connection.id, for: two.node, now: wrong, until: wrong + StoreFixture.lease, limit: 10)
                #expect(claim.entries.count == 1 && claim.nextDue == nil)
                #expect(try await two.store.queue.lanes(limit: 10, node: two.node).map(\.earliest) == [wrong + StoreFixture.lease])
                for entry in held { #expect(try await one.finish(entry, .ok) == "applied") }
            }
        }
    }

    @Test func nodesThatClaimAtOnceShareWhatIsDue() async throws {
        try await StoreFixture.run(.postgres) { one in
            let (connection, rule) = try await one.destination()
            var acceptances: [Acceptance] = []
            for _ in 0..<300 { acceptances.append(try await one.acceptance(for: [rule])) }
            #expect(try await one.store.acceptance.commit(acceptances).count { $0.word == "accepted" } == 300)
            try await one.beside { two in
                try await two.beside { three in
                    var taken: [Delivery.ID] = []
                    try await withThrowingTaskGroup(of: [Delivery.ID].self) { group in
                        for node in [one, two, three] {
                            group.addTask {
                                var mine: [Delivery.ID] = []
                                // Rows that another has locked at the moment are passed over, so that one empty claim is no end.
                                while try await node.store.queue.lanes(limit: 1).first?.earliest == one.time.now() {
                                    mine += try await node.claim(connection, limit: 7).map(\.key.delivery)
                                }
                                return mine
                            }
                        }
                        for try await mine in group { taken += mine }
                    }
                    #expect(taken.count == 300 && Set(taken).count == 300)
                }
            }
        }
    }

    @Test func whatAnotherNodeHoldsIsCanceledWhenItsAttemptEnds() async throws {
        try await StoreFixture.run(.postgres) { one in
            let (connection, rule) = try await one.destination()
            let event = try await one.accept(rule)
            let entry = try #require(try await one.claim(connection).first)
            try await one.beside { two in
                let canceled = try await two.store.queue.cancel(
                    two.access, event.id, rule.id, now: two.time.now(), inFlight: [], node: two.node)
                #expect(canceled.status == .pending)
                #expect(try await one.finish(entry, .down) == "conflict")
                #expect(try await two.stored(event, rule).state.cancelRequested)
            }
        }
    }

    @Test func theDatabasesClockIsTheNodes() async throws {
        let place = try StorePlace(.postgres)
        let time = DatabaseTime()
        let address = try #require(place.address)
        let key = try #require(EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)))
        let store = try await Store.open(postgres: address, keys: KeyRing(key), time: time, ids: IdentifierSource(time: time))
        // Measured well within what it takes to ask.
        let now = try await store.nodes.join(.test, lease: Self.lease).now
        #expect(abs((time.now() - now).inSeconds) < 5)
        try await store.close()
    }

    @Test func aStepOfTheDatabasesClockIsFollowedAndItsTremblingIsNot() {
        let time = DatabaseTime()
        let start = time.now()
        let later = start + .seconds(3600)
        _ = time.measure { later }
        #expect(time.now() >= later && time.now() < later + .seconds(60))
        let before = time.now()
        _ = time.measure { before }
        #expect(time.now() >= before)
    }
}
