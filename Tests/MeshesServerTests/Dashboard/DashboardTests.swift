import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// The figures of a workspace, held against the lists that they stand for.
@Suite struct DashboardTests {
    /// Some days of events, of which some fail, some wait for another attempt and some match no rule.
    private func makeTraffic(_ server: ServerFixture) async throws {
        var random = SeededTraffic(seed: 7)
        let connections = [
            try await server.makeConnectionSkippingTest("Orders"), try await server.makeConnectionSkippingTest("Stock"),
        ]
        _ = try await server.makeRule("order.paid", to: connections[0])
        _ = try await server.makeRule("order.paid", to: connections[1], resource: "shop")
        for _ in 0..<60 {
            server.sender.answer(status: [200, 200, 200, 400, 503][random.next(below: 5)])
            var body: JSONObject = ["event": random.next(below: 8) == 0 ? "other" : "order.paid", "payload": ["x": 1]]
            if random.next(below: 2) == 0 { body["resource"] = "shop"; body["resource_id"] = "7" }
            _ = try server.expect(201, try await server.send(.post, "/api/v1/events", as: .publishable, json: .object(body)))
            try await server.untilQuiet()
            server.time.advance(by: .seconds(Int64(random.next(below: 40_000))))
        }
        server.sender.answer(status: 200)
        try await server.untilNothingIsDue()
    }

    @Test(arguments: ["24h", "7d", "30d"]) func agreesWithTheListOfEvents(range: String) async throws {
        try await ServerFixture.run { server in
            try await makeTraffic(server)
            let dashboard = try server.expect(200, try await server.send(.get, server.workspacePath + "/dashboard?range=\(range)"))
            let from = try #require(dashboard["from"]?.string)
            let list = server.workspacePath + "/events?test=false&since=\(from)"
            for (tile, filter) in [("events", ""), ("completed", "&status=completed"), ("failed", "&status=failed"), ("retrying", "&status=retrying")] {
                let listed = try await server.all(list + filter).count
                #expect(dashboard["tiles"]?[tile]?.integer == Int64(listed), "\(tile)")
            }
            #expect((dashboard["tiles"]?["events"]?.integer ?? 0) > 0)
            let steps = try #require(dashboard["events"]?.array)
            #expect(steps.count == ["24h": 24, "7d": 7, "30d": 30][range])
            let inSteps = steps.reduce(0) { sum, step in
                sum + ["pending", "processing", "retrying", "completed", "failed", "canceled"].reduce(0) { $0 + (step[$1]?.integer ?? 0) }
            }
            #expect(inSteps == dashboard["tiles"]?["events"]?.integer)
        }
    }

    @Test func countsDeliveriesByConnectionAndType() async throws {
        try await ServerFixture.run { server in
            let good = try await server.makeConnectionSkippingTest("Good")
            _ = try await server.makeRule("a", to: good)
            let bad = try await server.makeConnectionSkippingTest("Bad")
            _ = try await server.makeRule("b", to: bad)
            for _ in 0..<3 { _ = try await server.event(try await server.emit("a"), when: "completed") }
            server.sender.answer(status: 400)
            let failed = try await server.event(try await server.emit("b"), when: "failed")
            let dashboard = try await server.send(.get, server.workspacePath + "/dashboard").json
            #expect(dashboard["tiles"]?["success_rate"]?.double == 0.75)
            #expect(dashboard["tiles"]?["latency_p50_ms"]?.double != nil)
            #expect(dashboard["integrations"] == [["completed": 3, "failed": 1, "type": "webhook"]])
            let failing = try #require(dashboard["failing_connections"]?.array)
            #expect(failing.map { $0["id"] } == [bad["id"]])
            let recent = try #require(dashboard["attention"]?["recent_failures"]?.array?.first)
            #expect(recent["event_id"] == failed["id"])
            #expect(recent["connection_name"] == "Bad")
            #expect(recent["message"]?.string != nil)
            #expect(dashboard["setup"] == ["has_connection": true, "has_event": true, "has_rule": true])
        }
    }

    @Test func startsEmpty() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let dashboard = try await server.send(.get, server.workspacePath + "/dashboard").json
            #expect(dashboard["tiles"]?["events"] == 0)
            #expect(dashboard["tiles"]?["success_rate"] == .null)
            #expect(dashboard["tiles"]?["latency_p95_ms"] == .null)
            #expect(dashboard["setup"] == ["has_connection": false, "has_event": false, "has_rule": false])
            #expect(dashboard["truncated"] == false)
        }
    }

    @Test func namesWhatNeedsAttention() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let rule = try await server.makeRule("a", to: connection)
            server.sender.answer(status: 400)
            _ = try await server.event(try await server.emit("a"), when: "failed")
            let path = server.workspacePath + "/dashboard"
            #expect(try await server.send(.get, path)["attention"]?["failing_rules"] == [])
            server.time.advance(by: .seconds(3601))
            let failing = try #require(try await server.send(.get, path)["attention"]?["failing_rules"]?.array?.first)
            #expect(failing["id"] == rule["id"])
            #expect(failing["failed"] == 1)
            #expect(failing["connection_name"] == "Orders")
            server.sender.answer(status: 200)
            _ = try await server.event(try await server.emit("a"), when: "completed")
            #expect(try await server.send(.get, path)["attention"]?["failing_rules"] == [])

            try await server.switchOff(connection)
            _ = try await server.emit("a")
            let off = try #require(try await server.send(.get, path)["attention"]?["inactive_connections"]?.array?.first)
            #expect(off["id"] == connection["id"])
            #expect(off["inactive_reason"] == "manually_inactivated")
            #expect(off["waiting"] == 1)
        }
    }

    @Test func daysBeginInTheViewersZone() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let path = server.workspacePath + "/dashboard?range=7d&timezone="
            let berlin = try await server.send(.get, path + "Europe/Berlin")
            // The clock stands at midnight of 1 January in UTC, one o'clock there.
            #expect(berlin["events"]?.array?.last?["at"] == "2025-12-31T23:00:00.000Z")
            #expect(berlin["from"] == "2025-12-25T23:00:00.000Z")
            #expect(try await server.send(.get, path + "Mars/Olympus").parameters == ["timezone"])
            #expect(try await server.send(.get, server.workspacePath + "/dashboard?range=1y").parameters == ["range"])
        }
    }

    @Test func aResourceSeesItsOwnFiguresOnly() async throws {
        try await ServerFixture.run { server in
            try await makeTraffic(server)
            let access = server.session(.admin, .resource, lock: ResourceLock(resource: "shop", resourceID: "7"))
            let workspace = server.tenant.workspace.id
            let hour = server.time.now().hour
            let figures = try await server.store.dashboards.read(access, workspace, hours: hour - 23..<hour + 1)
            let since = Timestamp(milliseconds: (hour - 23) * 3_600_000)
            let listed = try await server.store.events.list(
                access, workspace, EventFilter(since: since, isTest: false), PageRequest(limit: 200))
            #expect(figures.events.reduce(0) { $0 + $1.count } == Int64(listed.records.count))
            #expect(!listed.records.isEmpty)
            let completed = listed.records.reduce(0) { $0 + $1.progress.completed }
            #expect(figures.connections.reduce(0) { $0 + $1.completed } == Int64(completed))
            #expect(!figures.isTruncated)
            #expect(figures.recentFailures.allSatisfy { $0.delivery.resource == "shop" && $0.delivery.resourceID == "7" })
        }
    }

    @Test func sessionsDoNotCountWhatIsHidden() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let hidden = try await server.makeRule("a", to: connection)
            _ = try await server.makeRule("b", to: connection)
            try await server.hide(rule: hidden)
            _ = try await server.event(try await server.emit("a"), when: "completed")
            _ = try await server.event(try await server.emit("b"), when: "completed")
            let hour = server.time.now().hour
            func completed(_ access: Access) async throws -> Int64 {
                let figures = try await server.store.dashboards.read(access, server.tenant.workspace.id, hours: hour..<hour + 1)
                return figures.connections.reduce(0) { $0 + $1.completed }
            }
            #expect(try await completed(server.session(.owner)) == 1)
            #expect(try await completed(server.tenant.access) == 2)
        }
    }
}

/// The same numbers in every run.
private struct SeededTraffic {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
