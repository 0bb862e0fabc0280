import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

/// Retry and cancel of many deliveries.
@Suite struct BulkOperationTests {
    @Test func retriesWhatFailedAndSaysWhatItSkipped() async throws {
        try await ServerFixture.run { server in
            let rule = try await server.makeRule("a", to: try await server.makeConnectionSkippingTest("Orders"))
            let good = try await server.event(try await server.emit("a"), when: "completed")
            server.sender.answer(status: 400)
            let bad = try await server.event(try await server.emit("a"), when: "failed")
            server.sender.answer(status: 200)
            let other = try await server.makeTenant("Other")
            let foreign = try await server.send(
                .post, "/api/v1/events", as: .publishableText(other.publishableKey.key), json: ["event": "a", "payload": ["x": 1]])
            let events: [JSONValue] = [good, bad, try #require(foreign["event"])].map { $0["id"] ?? .null }
            let reply = try server.expect(
                200, try await server.send(.post, server.workspacePath + "/events/retry", json: ["events": .array(events)]))
            #expect(reply["retried"] == 1)
            #expect(reply["skipped"] == 2)
            let results = try #require(reply["results"]?.array)
            #expect(results.map { $0["status"] } == ["skipped", "retried", "skipped"])
            #expect(results[1]["rule"] == rule["id"])
            #expect(results[2]["message"] == "Event not found")
            _ = try await server.event(bad, when: "completed")
        }
    }

    @Test func retriesAConnectionsFailuresOfATime() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            _ = try await server.makeRule("a", to: connection)
            server.sender.answer(status: 400)
            let early = try await server.event(try await server.emit("a"), when: "failed")
            server.time.advance(by: .seconds(60))
            let since = server.time.now()
            let late = try await server.event(try await server.emit("a"), when: "failed")
            server.sender.answer(status: 200)
            let body: JSONValue = [
                "connection": connection["id"] ?? .null, "since": .string(since.description),
                "until": .string((since + .seconds(60)).description),
            ]
            let path = server.workspacePath + "/events/retry"
            let reply = try server.expect(200, try await server.send(.post, path, json: body))
            #expect(reply["retried"] == 1)
            #expect(reply["results"]?.array?.first?["event"] == late["id"])
            _ = try await server.event(late, when: "completed")
            #expect(try await server.event(early, when: "failed")["status"] == "failed")
            for (bad, parameters) in [
                (["connection": "x", "since": "y"], ["connection", "since", "until"]), ([:], ["events"]), (["events": []], ["events"]),
                (["events": ["z"]], ["events.0"]),
            ] as [(JSONValue, [String])] {
                #expect(try await server.send(.post, path, json: bad).parameters == parameters)
            }
        }
    }

    @Test func cancelsWhatIsUnfinished() async throws {
        try await ServerFixture.run { server in
            _ = try await server.makeRule("a", to: try await server.makeConnectionSkippingTest("Orders"))
            let done = try await server.event(try await server.emit("a"), when: "completed")
            server.sender.answer(status: 503)
            let waiting = try await server.event(try await server.emit("a"), when: "retrying")
            let reply = try server.expect(
                200,
                try await server.send(
                    .post, server.workspacePath + "/events/cancel", json: ["events": [waiting["id"] ?? .null, done["id"] ?? .null]]))
            #expect(reply["canceled"] == 1)
            #expect(reply["skipped"] == 1)
            #expect(reply["results"]?.array?.map { $0["status"] } == ["canceled", "skipped"])
            _ = try await server.event(waiting, when: "canceled")
        }
    }
}
