import MeshesModel
import MeshesStorage
import Testing

/// Hourly counts say what the history says.
@Suite struct RollupTests {
    @Test(arguments: StoreEngine.allCases) func countEachThingInItsHour(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let (other, otherRule) = try await fixture.destination("Other")
            let hour = fixture.time.now().hour
            try await fixture.accept(rule, otherRule)
            try await fixture.accept()
            try await fixture.attempt(connection, .ok)
            try await fixture.attempt(other, .down)
            #expect(try await Self.events(fixture) == ["\(hour) retrying": 1, "\(hour) completed": 1])
            fixture.time.advance(by: .seconds(3600))
            try await fixture.attempt(other, .ok)

            // An event counts in the hour it was made, with the status of now; the rest in the hour it happened.
            #expect(try await Self.events(fixture) == ["\(hour) completed": 2])
            let deliveries = try await fixture.counts(.deliveries)
            #expect(deliveries.map(\.hour) == [hour, hour + 1] && deliveries.map(\.connection) == [connection.id, other.id])
            #expect(deliveries.allSatisfy { $0.status == .completed && $0.count == 1 })
            #expect(try await fixture.counts(.rules).map(\.rule) == [rule.id, otherRule.id])
            let attempts = try await fixture.counts(.attempts)
            #expect(Set(attempts.map { "\(($0.hour ?? 0) - hour) \($0.outcome?.name ?? "")" }) == ["0 delivered", "0 rejected_server_error", "1 delivered"])
            let latency = try await fixture.counts(.latency)
            #expect(latency.map(\.code) == [LatencyBucket.bucket(milliseconds: 0), LatencyBucket.bucket(milliseconds: 3_600_000)])
            #expect(latency.allSatisfy { $0.connection == nil })
        }
    }

    @Test func bucketsCoverAllDurationsWithoutGaps() {
        for bucket in 0..<LatencyBucket.count - 1 {
            guard let end = LatencyBucket.upperBound(of: bucket) else {
                Issue.record("bucket \(bucket) has no end")
                continue
            }
            // The two buckets of a doubling are one and the same for 1 ms.
            let last = LatencyBucket.bucket(milliseconds: end - 1)
            #expect(last == bucket || bucket == 2, "bucket \(bucket) ends at \(end)")
            #expect(LatencyBucket.bucket(milliseconds: end) > bucket)
        }
        #expect(LatencyBucket.upperBound(of: LatencyBucket.count - 1) == nil)
        #expect(LatencyBucket.bucket(milliseconds: .max) == LatencyBucket.count - 1)
        #expect(LatencyBucket.bucket(milliseconds: -5) == 0)
    }

    private static func events(_ fixture: StoreFixture) async throws -> [String: Int64] {
        Dictionary(uniqueKeysWithValues: try await fixture.counts(.events).map { ("\($0.hour ?? 0) \($0.status?.name ?? "")", $0.count) })
    }
}
