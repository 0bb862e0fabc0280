import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

/// Test events and replays.
@Suite struct RepeatTests {
    @Test func aTestEventGoesThroughItsRuleAloneAndCountsNowhere() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let rule = try await server.makeRule("order.paid", to: connection, resource: "shop")
            _ = try await server.makeRule("order.paid", to: try await server.makeConnectionSkippingTest("Other"))
            let path = "/api/v1/rules/\(try #require(rule["id"]?.string))/test"
            let made = try server.expect(201, try await server.send(.post, path, text: #"{"payload":{"n":1.50}}"#))
            #expect(made["event"]?["test"] == true)
            #expect(made["event"]?["resource"] == "shop")
            let event = try await server.event(try #require(made["event"]), when: "completed")
            #expect(event["rule_events"]?.array?.map { $0["rule"] } == [rule["id"]])
            #expect(event["duration_ms"]?.integer != nil)
            let sent = try #require(server.sender.requests.last)
            #expect(sent.headers.allSatisfy { $0.0 != "X-Meshes-Test" })
            #expect(String(decoding: sent.body.readableBytesView, as: UTF8.self).contains(#""payload":{"n":1.50}"#))
            let attempts = try await server.send(
                .get, "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))/attempts")
            #expect(attempts["records"]?.array?.first?["trigger"] == "test")

            #expect(try await server.all(server.workspacePath + "/events?test=true").map { $0["id"] } == [event["id"]])
            #expect(try await server.all(server.workspacePath + "/events?test=false").isEmpty)
            let dashboard = try await server.send(.get, server.workspacePath + "/dashboard").json
            #expect(dashboard["tiles"]?["events"] == 0)
            #expect(dashboard["tiles"]?["latency_p50_ms"] == .null)
            #expect(dashboard["integrations"] == [])
            let listed = try await server.all(server.workspacePath + "/connections?expand=activity")
            #expect(listed.allSatisfy { $0["activity"]?["last_success_at"] == nil && $0["activity"]?["completed_24h"] == 0 })
        }
    }

    @Test func switchedOffRulesAndConnectionsAreNotTested() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let rule = try await server.makeRule("a", to: connection)
            let path = "/api/v1/rules/\(try #require(rule["id"]?.string))"
            _ = try server.expect(200, try await server.send(.put, path, json: ["active": false]))
            let off = try await server.send(.post, path + "/test", json: ["payload": ["x": 1]])
            #expect(off.status == 422)
            _ = try server.expect(200, try await server.send(.put, path, json: ["active": true]))
            try await server.switchOff(connection)
            #expect(try await server.send(.post, path + "/test", json: ["payload": ["x": 1]]).errorName == "ConnectionInactive")
            #expect(try await server.send(.post, path + "/test", json: ["payload": [:]]).parameters == ["payload"])
            #expect(try await server.send(.post, path + "/test", json: [:]).parameters == ["payload"])
        }
    }

    @Test func aReplayIsANewEventWithTheSameBytes() async throws {
        try await ServerFixture.run { server in
            _ = try await server.makeRule("a", to: try await server.makeConnectionSkippingTest("Orders"))
            let payload = #"{ "b" : 1.50,"a":[1 ,2] }"#
            let first = try await server.send(
                .post, "/api/v1/events", as: .publishable,
                text: #"{"event":"a","resource":"shop","resource_id":"7","payload": \#(payload) }"#)
            let id = try #require(first["event"]?["id"]?.string)
            let made = try server.expect(201, try await server.send(.post, "/api/v1/events/\(id)/replay"))
            let again = try #require(made["event"]?["id"]?.string)
            #expect(again != id)
            #expect(made["event"]?["resource_id"] == "7")
            #expect(made["event"]?["test"] == nil)
            #expect(try await server.send(.get, "/api/v1/events/\(again)/payload").text.contains(#""payload":\#(payload)}"#))
            _ = try await server.event(try #require(made["event"]), when: "completed")
            _ = try await server.store.database.write { try $0.execute("DELETE FROM payloads", []) }
            #expect(try await server.send(.post, "/api/v1/events/\(id)/replay").errorName == "PayloadExpired")
        }
    }
}
