import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// What happens between acceptance and the last attempt, through the engine's public door and a real store.
@Suite struct EngineTests {
    @Test func anEventReachesEveryMatchingConnection() async throws {
        try await EngineFixture.run { fixture in
            let (_, first) = try await fixture.connect("a")
            let (_, second) = try await fixture.connect("b")
            _ = try await fixture.connect("c", event: "order.paid")
            let event = try await fixture.emit()
            try await fixture.wait(for: .completed, event, first, attempts: 1)
            try await fixture.wait(for: .completed, event, second, attempts: 1)
            #expect(fixture.destination.calls("c").isEmpty)
            let stored = try await fixture.store.events.get(fixture.access, event.id)
            #expect(stored.progress.status == .completed)
            #expect(stored.progress.total == 2)
            let job = try #require(fixture.destination.calls("a").first?.job)
            #expect(String(decoding: job.payload, as: UTF8.self) == #"{"plan":"pro"}"#)
            #expect(job.attemptNumber == 1)
        }
    }

    @Test func anEventThatNoRuleWantsIsCompleted() async throws {
        try await EngineFixture.run { fixture in
            let event = try await fixture.emit("nobody.cares")
            let stored = try await fixture.store.events.get(fixture.access, event.id)
            #expect(stored.progress.status == .completed)
            #expect(stored.progress.total == 0)
        }
    }

    @Test func aRuleIsInForceForTheNextEvent() async throws {
        try await EngineFixture.run { fixture in
            try await fixture.emit()
            let (_, rule) = try await fixture.connect("a")
            let event = try await fixture.emit()
            try await fixture.wait(for: .completed, event, rule)
        }
    }

    @Test func failuresAreRetriedOnSchedule() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: [
                DeliveryOutcome(.rejectedServerError, "HTTP 503", httpStatus: 503), DeliveryOutcome(.timeout, "took too long"),
            ])
            let event = try await fixture.emit()
            try await fixture.wait(for: .retrying, event, rule, attempts: 1)
            let waiting = try await fixture.delivery(event, rule)
            let wait = try #require(waiting.nextAttemptAt) - event.createdAt
            #expect(wait >= .seconds(8) && wait <= .seconds(12))
            #expect(waiting.lastError == "HTTP 503")
            try await fixture.pass(.seconds(7))
            #expect(fixture.destination.calls("a").count == 1)
            try await fixture.pass(.seconds(6))
            try await fixture.wait(for: .retrying, event, rule, attempts: 2)
            try await fixture.pass(.seconds(40))
            try await fixture.wait(for: .completed, event, rule, attempts: 3)
            let attempts = try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest(limit: 10))
            #expect(attempts.records.map(\.number) == [3, 2, 1])
            #expect(attempts.records.map(\.outcome) == [.delivered, .timeout, .rejectedServerError])
            #expect(try await fixture.delivery(event, rule).lastError == nil)
        }
    }

    @Test func badDataFailsAtOnceAndKeepsTheAnswer() async throws {
        try await EngineFixture.run { fixture in
            let (_, rule) = try await fixture.connect("a")
            let details = ResponseDetails(
                request: .init(method: "POST", url: "https://example.com", headers: [:]),
                response: .init(status: 422, headers: [:], contentType: nil, body: "no", bodyBytes: 2, bodyTruncated: false))
            fixture.destination.answer("a", with: [DeliveryOutcome(.validationFailed, "HTTP 422", httpStatus: 422, details: details)])
            let event = try await fixture.emit()
            try await fixture.wait(for: .failed, event, rule)
            #expect(try await fixture.store.events.get(fixture.access, event.id).progress.status == .failed)
            let attempt = try #require(
                try await fixture.store.attempts.list(fixture.access, event.id, rule.id, PageRequest(limit: 1)).records.first)
            #expect(attempt.hasResponseDetails)
        }
    }

    @Test func goneSwitchesTheConnectionOffAndParksTheRest() async throws {
        try await EngineFixture.run { fixture in
            let (connection, rule) = try await fixture.connect("a")
            fixture.destination.answer("a", with: [
                DeliveryOutcome(.destinationGone, "HTTP 410", httpStatus: 410, verdict: .switchOff(nil, detail: "endpoint answered 410 Gone"))
            ])
            let first = try await fixture.emit()
            try await fixture.wait(for: .failed, first, rule)
            try await fixture.eventually("the connection is off") {
                try await !fixture.store.connections.get(fixture.access, connection.id).active
            }
            let second = try await fixture.emit()
            try await fixture.wait(for: .retrying, second, rule, attempts: 0)
            #expect(try await fixture.delivery(second, rule).nextAttemptAt == nil)
            #expect(fixture.destination.calls("a").count == 1)

            var off = try await fixture.store.connections.get(fixture.access, connection.id)
            #expect(off.inactiveReason == nil)
            off.active = true
            _ = try await fixture.store.connections.update(fixture.access, off, expecting: off.version)
            try await fixture.engine.connectionChanged(connection.id)
            try await fixture.wait(for: .completed, second, rule, attempts: 1)
        }
    }

    @Test func threeRefusalsSwitchTheConnectionOff() async throws {
        try await EngineFixture.run { fixture in
            let (connection, rule) = try await fixture.connect("a")
            let refused = DeliveryOutcome(.authFailed, "HTTP 401", httpStatus: 401)
            fixture.destination.answer("a", with: [refused, refused, refused])
            var events: [Event] = []
            for _ in 0..<3 { events.append(try await fixture.emit()) }
            try await fixture.eventually("the connection is off") {
                try await fixture.store.connections.get(fixture.access, connection.id).inactiveReason == .authenticationInvalid
            }
            for event in events {
                try await fixture.eventually("it is parked") {
                    let delivery = try await fixture.delivery(event, rule)
                    return delivery.status == .retrying && delivery.nextAttemptAt == nil
                }
            }
        }
    }

    @Test func aHangingDestinationHoldsUpNobodyElse() async throws {
        try await EngineFixture.run { fixture in
            let (_, slow) = try await fixture.connect("slow", event: "slow")
            let (_, quick) = try await fixture.connect("quick", event: "quick")
            fixture.destination.hold("slow")
            for _ in 0..<40 { try await fixture.emit("slow") }
            let event = try await fixture.emit("quick")
            try await fixture.wait(for: .completed, event, quick)
            #expect(fixture.destination.calls("slow").count == 10)
            _ = slow
        }
    }

    @Test func whatDoesNotFitIntoMemoryComesFromTheStore() async throws {
        try await EngineFixture.run(settings: EngineSettings(laneCapacity: 8), concurrency: 2) { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.hold("a")
            var events: [Event] = []
            for _ in 0..<60 { events.append(try await fixture.emit()) }
            #expect(fixture.engine.snapshot().waitingInMemory <= 8)
            fixture.destination.letGo()
            for event in events { try await fixture.wait(for: .completed, event, rule) }
            #expect(Set(fixture.destination.calls("a").map(\.job.event)).count == 60)
            #expect(fixture.destination.calls("a").count == 60)
        }
    }

    @Test func aRestartTakesOverAtOnce() async throws {
        let folder = try TemporaryFolder()
        let events = Recorded<Event>()
        try await EngineFixture.run(concurrency: 1, directory: folder.url) { fixture in
            _ = try await fixture.connect("a")
            fixture.destination.hold("a")
            for _ in 0..<20 { events.append(try await fixture.emit()) }
        }
        try await EngineFixture.run(directory: folder.url) { fixture in
            for event in events.all {
                try await fixture.eventually("it is delivered") {
                    try await fixture.store.events.get(fixture.access, event.id).progress.status == .completed
                }
            }
        }
    }

    @Test func aConnectionThatCannotBeOpenedIsInNoOthersWay() async throws {
        let folder = try TemporaryFolder()
        let events = Recorded<Event>()
        let rules = Recorded<Rule>()
        try await EngineFixture.run(directory: folder.url) { fixture in
            for url in ["bad", "good"] {
                fixture.destination.answer(url, with: [DeliveryOutcome(.rejectedServerError, "HTTP 503", httpStatus: 503)])
                let (connection, rule) = try await fixture.connect(url, event: url)
                rules.append(rule)
                let event = try await fixture.emit(url)
                events.append(event)
                try await fixture.wait(for: .retrying, event, rule, attempts: 1)
                guard url == "bad" else { continue }
                try await fixture.store.database.write { database in
                    _ = try database.execute("UPDATE connections SET secrets = ? WHERE id = ?", [.blob([8, 1, 2, 3]), .id(connection.id)])
                }
            }
        }
        // The next program finds by polling what is due, the bad one first.
        try await EngineFixture.run(directory: folder.url) { fixture in
            try await fixture.pass(.seconds(600), step: .seconds(5))
            try await fixture.wait(for: .completed, events.all[1], rules.all[1])
            let bad = try await fixture.delivery(events.all[0], rules.all[0])
            #expect(!bad.status.isTerminal, "\(bad.status)")
            let attempts = try await fixture.store.attempts.list(fixture.access, events.all[0].id, rules.all[0].id, PageRequest())
            #expect(attempts.records.count == 1)
            #expect(fixture.destination.calls("bad").isEmpty)
        }
    }

    @Test func aDeletedRuleCancelsWhatWaits() async throws {
        try await EngineFixture.run(concurrency: 1) { fixture in
            let (_, rule) = try await fixture.connect("a")
            fixture.destination.hold("a")
            let running = try await fixture.emit()
            try await fixture.eventually("it runs") { !fixture.destination.calls("a").isEmpty }
            let waiting = try await fixture.emit()
            fixture.engine.ruleDeleted(try await fixture.store.rules.delete(fixture.access, rule.id))
            fixture.destination.letGo()
            try await fixture.wait(for: .canceled, waiting, rule)
            try await fixture.wait(for: .completed, running, rule)
        }
    }
}
