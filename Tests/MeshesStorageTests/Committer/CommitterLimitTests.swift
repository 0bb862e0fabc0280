import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// Too much waits: calls are refused at once, with the time after which to come back.
@Suite(.timeLimit(.minutes(5))) struct CommitterLimitTests {
    @Test(arguments: StoreEngine.allCases, [true, false])
    func acceptancesBeyondTheLimitsAreRefused(_ engine: StoreEngine, byBytes: Bool) async throws {
        var options = StoreOptions()
        if byBytes { options.limits.acceptedBytes = 5000 } else { options.limits.acceptances = 5 }
        try await StoreFixture.run(engine, options: options) { fixture in
            var calls = GatheredCalls(fixture.store)
            for number in 0..<6 {
                var acceptance = try await fixture.acceptance(for: [])
                acceptance.payload = [UInt8](repeating: 32, count: 1000)
                calls.accept("\(number)", acceptance)
            }
            let words = try await calls.carryOut(refusals: 1).values
            #expect(words.count { $0 == "ok" } == 5 && words.count { $0 == "ServiceUnavailable" } == 1)
            let stored = try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest())
            #expect(stored.records.count == 5)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aCallLargerThanTheLimitsGetsInAlone(_ engine: StoreEngine) async throws {
        var options = StoreOptions()
        options.limits.acceptances = 2
        options.limits.round = 1
        try await StoreFixture.run(engine, options: options) { fixture in
            var acceptances: [Acceptance] = []
            for _ in 0..<5 { acceptances.append(try await fixture.acceptance(for: [])) }
            let results = try await fixture.store.acceptance.commit(acceptances)
            #expect(results.map(\.word) == Array(repeating: "accepted", count: 5))
        }
    }

    @Test func roundsTakeWritesInTheOrderTheyCame() throws {
        var limits = CommitterLimits()
        limits.others = 5
        limits.round = 2
        var queue = CommitterQueue(limits: limits)
        let order = Recorded<Int>()
        func piece(_ number: Int) -> WritePiece {
            WritePiece(isExclusive: true, run: { _ in {} }, fail: { _ in order.append(number) })
        }
        #expect((0..<6).map { queue.add(piece($0)) } == [true, true, true, true, true, false])
        #expect(queue.count == 5)
        var sizes: [Int] = []
        while !queue.isEmpty {
            let round = queue.takeRound()
            sizes.append(round.pieces)
            round.failAll(CancellationError())
        }
        #expect(sizes == [2, 2, 1] && order.all == [0, 1, 2, 3, 4])
        let fits = queue.add(piece(6))
        #expect(fits)
    }
}
