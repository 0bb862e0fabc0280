import Foundation
import MeshesTestSupport
import Testing

@testable import MeshesStorage

@Suite struct RetentionPaceTests {
    @Test func piecesTakeAboutAMillisecond() {
        var pace = RetentionPace(most: 100)
        #expect(pace.rows == 4)
        for rows in [8, 16, 32, 64, 100, 100] {
            _ = pace.rest(after: .microseconds(200))
            #expect(pace.rows == rows)
        }
        _ = pace.rest(after: .microseconds(700))
        #expect(pace.rows == 100)
        for rows in [50, 25, 12, 6, 3, 1, 1] {
            _ = pace.rest(after: .milliseconds(2))
            #expect(pace.rows == rows)
        }
        pace.begin()
        #expect(pace.rows == 4)
    }

    @Test func aPurgeRestsLessTheLongerItTakes() {
        var pace = RetentionPace(most: 100)
        var elapsed = Duration.zero
        var shares: [Int: Double] = [:]
        while elapsed < .seconds(1800) {
            var worked = Duration.zero
            var rested = Duration.zero
            let start = elapsed
            while elapsed - start < .seconds(10) {
                let rest = pace.rest(after: .microseconds(500))
                worked += .microseconds(500)
                rested += rest
                elapsed += .microseconds(500) + rest
            }
            shares[Int(start.components.seconds)] = worked / (worked + rested)
        }
        // An eightieth, doubled every three minutes: after 19 it rests no more.
        for (second, share) in shares { #expect(abs(share - min(1, 0.0125 * exp2(Double(second) / 180))) < 0.02, "at \(second) s") }
        #expect(shares.values.min() ?? 1 < 0.016 && shares.values.max() == 1)
    }

    @Test(arguments: StoreEngine.allCases) func aPurgeThatIsEndedAtRestIsTakenUpByTheNext(_ engine: StoreEngine) async throws {
        struct Ended: Error {}
        try await StoreFixture.run(engine) { fixture in
            for _ in 0..<120 { try await fixture.accept() }
            fixture.time.advance(by: .seconds(31 * 86_400))
            let (store, now) = (fixture.store, fixture.time.now())
            await #expect(throws: Ended.self) {
                _ = try await store.retention.purge(RetentionSettings(), now: now, batch: 1) { _ in throw Ended() }
            }
            let rests = Recorded<Duration>()
            let counts = try await store.retention.purge(RetentionSettings(), now: now, batch: 1) { rests.append($0) }
            #expect(0 < counts.events && counts.events < 120)
            #expect(rests.all.allSatisfy { $0 >= .milliseconds(20) } && !rests.all.isEmpty)
        }
    }

    @Test(arguments: StoreEngine.allCases) func whoKeepsMoreFromNowOnIsSparedByAPurgeUnderWay(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for _ in 0..<120 { try await fixture.accept() }
            fixture.time.advance(by: .seconds(31 * 86_400))
            let isKept = Recorded<Void>()
            let counts = try await fixture.store.retention.purge(
                RetentionSettings(), now: fixture.time.now(), batch: 1, planLifetime: .zero
            ) { _ in
                guard isKept.all.isEmpty else { return }
                isKept.append(())
                try await fixture.keep([.events: 365])
            }
            #expect(0 < counts.events && counts.events < 120)
            #expect(try await fixture.counts(.events).map(\.count) == [120], "counters stay")
            let left = try await fixture.store.events.list(fixture.access, nil, EventFilter(), PageRequest(limit: 200)).records.count
            #expect(left == 120 - counts.events)
        }
    }
}
