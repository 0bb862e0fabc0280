import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@Suite struct DeliveryTests {
    /// A failed delivery: where it is, and its event.
    static func failed(_ server: ServerFixture) async throws -> (path: String, event: JSONValue) {
        let connection = try await server.makeConnection()
        let rule = try await server.makeRule("order.paid", to: connection)
        server.sender.answer { _ in
            .success(
                OutboundAnswer(status: 400, headers: [("content-type", "text/plain")], body: ByteBuffer(string: "no thanks")))
        }
        let event = try await server.event(try await server.emit("order.paid"), when: "failed")
        let path = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
        return (path, event)
    }

    @Test func attemptsAreListedAndRead() async throws {
        try await ServerFixture.run { server in
            let (path, event) = try await Self.failed(server)
            #expect(event["failed_count"] == 1)
            let list = try await server.send(.get, path + "/attempts")
            #expect(list["count"] == 1)
            let attempt = try #require(list["records"]?.array?.first)
            #expect(attempt["number"] == 1)
            #expect(attempt["trigger"] == "auto")
            #expect(attempt["outcome_code"] == "invalid_request")
            #expect(attempt["http_status"] == 400)
            #expect(attempt["event_id"] == event["id"])
            #expect(attempt["rule_event_id"] == event["rule_events"]?.array?.first?["id"])
            #expect(attempt["duration_ms"]?.integer != nil)
            #expect(attempt["has_response_details"] == true)
            let one = path + "/attempts/" + (try #require(attempt["id"]?.string))
            #expect(try await server.send(.get, one).json == attempt)
            let details = try await server.send(.get, one + "/response-details")
            #expect(details.status == 200)
            #expect(details["attempt_id"] == attempt["id"])
            #expect(details["outcome_code"] == "invalid_request")
            #expect(details["response"]?["status"] == 400)
            #expect(details["response"]?["body"] == "no thanks")
            #expect(details["request"]?["method"] == "POST")
            #expect(details["captured_at"]?.string != nil)
        }
    }

    @Test func goodAttemptsHaveNoDetails() async throws {
        try await ServerFixture.run { server in
            let rule = try await server.makeRule("order.paid", to: try await server.makeConnection())
            let event = try await server.event(try await server.emit("order.paid"), when: "completed")
            let path = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
            let attempt = try #require(try await server.send(.get, path + "/attempts")["records"]?.array?.first?["id"]?.string)
            #expect(try await server.send(.get, path + "/attempts/\(attempt)/response-details").status == 404)
            #expect(try await server.send(.post, path + "/retry").status == 409)
            #expect(try await server.send(.post, path + "/cancel").status == 409)
            #expect(try await server.send(.post, "/api/v1/events/\(try #require(event["id"]?.string))/cancel").status == 409)
        }
    }

    @Test func failedOnesAreTriedAgain() async throws {
        try await ServerFixture.run { server in
            let (path, event) = try await Self.failed(server)
            server.sender.answer(status: 200)
            let retried = try await server.send(.post, path + "/retry", headers: ["Content-Type": "application/json"])
            #expect(retried.status == 200)
            #expect(["pending", "processing"].contains(retried["status"]?.string))
            let done = try await server.event(event, when: "completed")
            #expect(done["failed_count"] == 0)
            let attempts = try await server.send(.get, path + "/attempts")
            #expect(attempts["records"]?.array?.compactMap { $0["number"]?.integer } == [2, 1])
            #expect(attempts["records"]?.array?.first?["trigger"] == "manual")
        }
    }

    @Test func waitingOnesAreCanceled() async throws {
        try await ServerFixture.run { server in
            let rule = try await server.makeRule("order.paid", to: try await server.makeConnection())
            server.sender.answer(status: 503)
            let event = try await server.event(try await server.emit("order.paid"), when: "retrying")
            let path = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
            let canceled = try await server.send(.post, path + "/cancel")
            #expect(canceled.status == 200)
            #expect(canceled["status"] == "canceled")
            #expect(try await server.send(.post, path + "/cancel").status == 200)
            #expect(try await server.send(.post, path + "/retry").status == 409)
            let whole = try await server.send(.post, "/api/v1/events/\(try #require(event["id"]?.string))/cancel")
            #expect(whole.status == 200)
            #expect(whole["status"] == "canceled")
            #expect(whole["canceled_count"] == 1)
            #expect(whole["rule_events"]?.array?.first?["status"] == "canceled")
        }
    }

    @Test func whatWaitsForItsConnectionIsNotRetried() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let rule = try await server.makeRule("order.paid", to: connection)
            try await server.switchOff(connection)
            let event = try await server.event(try await server.emit("order.paid"), when: "retrying")
            #expect(event["rule_events"]?.array?.first?["next_attempt_at"] == nil)
            let path = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
            let reply = try await server.send(.post, path + "/retry")
            #expect(reply.status == 422)
            #expect(reply.errorName == "ConnectionInactive")
            #expect(reply["message"]?.string?.contains("switched off") == true)
        }
    }

    @Test func attemptsAreCountedAgainstTheirLimit() async throws {
        try await ServerFixture.run(engine: EngineSettings(schedule: RetrySchedule(steps: [.zero, .seconds(10), .seconds(30)]))) { server in
            let (path, event) = try await Self.failed(server)
            func counts(_ event: JSONValue) -> [Int64?] {
                let delivery = event["rule_events"]?.array?.first
                return [delivery?["attempt_count"]?.integer, delivery?["attempt_limit"]?.integer]
            }
            #expect(counts(event) == [1, 3])
            server.sender.answer(status: 503)
            let retried = try await server.send(.post, path + "/retry")
            #expect(retried["attempt_limit"] == 4)
            #expect(counts(try await server.event(event, when: "retrying")) == [2, 4])
        }
    }

    @Test func imminentRetryIsTooEarly() async throws {
        try await ServerFixture.run { server in
            let rule = try await server.makeRule("order.paid", to: try await server.makeConnection())
            server.sender.answer(status: 503)
            let event = try await server.event(try await server.emit("order.paid"), when: "retrying")
            let delivery = try #require(event["rule_events"]?.array?.first)
            let due = try #require(delivery["next_attempt_at"]?.string.flatMap { Timestamp($0) })
            server.time.advance(to: due - .seconds(3))
            let path = "/api/v1/events/\(try #require(event["id"]?.string))/rules/\(try #require(rule["id"]?.string))"
            let reply = try await server.send(.post, path + "/retry")
            #expect(reply.status == 425)
            #expect(reply.errorName == "TooEarly")
            #expect(reply.header("Retry-After").flatMap { Int($0) } != nil)
        }
    }

    @Test func retriesByHandAreLimited() async throws {
        try await ServerFixture.run { server in
            let (path, event) = try await Self.failed(server)
            for _ in 0..<10 {
                #expect(try await server.send(.post, path + "/retry").status == 200)
                _ = try await server.event(event, when: "failed")
            }
            let reply = try await server.send(.post, path + "/retry")
            #expect(reply.status == 429)
            #expect(reply.header("Retry-After") != nil)
        }
    }

    @Test func nothingIsSentToASwitchedOffConnection() async throws {
        try await ServerFixture.run { server in
            let (path, event) = try await Self.failed(server)
            let connection = try #require(event["rule_events"]?.array?.first?["connection"]?.string)
            _ = try server.expect(
                200,
                try await server.send(
                    .put, "/api/v1/connections/\(connection)",
                    json: ["name": "Orders", "metadata": ["url": "https://hooks.example.com/orders"], "active": false]))
            let reply = try await server.send(.post, path + "/retry")
            #expect(reply.status == 422)
            #expect(reply.errorName == "ConnectionInactive")
        }
    }

    @Test func unknownOnesAreNotFound() async throws {
        try await ServerFixture.run { server async throws in
            let unknown = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"
            let path = "/api/v1/events/\(unknown)/rules/\(unknown)"
            #expect(try await server.send(.post, path + "/retry").status == 404)
            #expect(try await server.send(.post, path + "/cancel").status == 404)
            #expect(try await server.send(.get, path + "/attempts").status == 404)
            #expect(try await server.send(.get, path + "/attempts/\(unknown)").status == 404)
            #expect(try await server.send(.get, path + "/attempts/\(unknown)/response-details").status == 404)
            #expect(try await server.send(.post, "/api/v1/events/\(unknown)/cancel").status == 404)
            #expect(try await server.send(.post, "/api/v1/events/x/rules/y/retry").parameters == ["event_id", "rule_id"])
        }
    }
}
