import MeshesModel
import MeshesTestSupport
import Testing

/// What is particular to Customer.io. What all types share stands in `SituationTests`.
@Suite struct CustomerIOTests {
    typealias Script = CustomerIOScript

    private static func named(_ name: String) -> JSONObject { ["action": "track_event", "event_name_override": .string(name)] }

    @Test func aPersonIsNamedThenTheEventRecorded() async throws {
        try await Script.run { server, fake, _, rule in
            let payload: JSONObject = ["id": "2048", "email": "Ada@example.com", "first_name": "Ada", "ip_address": "192.0.2.10", "plan": ["name": "pro"]]
            let event = try await server.emit("user.signup", payload: payload)
            let attempt = try #require(try await server.attempts(event, rule, when: "completed").last)
            #expect(attempt["message"] == "HTTP 200: accepted by Customer.io")
            let person = try #require(fake.state.people["2048"])
            #expect(person["traits"] == ["email": "Ada@example.com", "first_name": "Ada"])
            #expect(person["context"] == ["ip": "192.0.2.10"])
            let track = try #require(fake.state.events.first)
            #expect(track["event"] == "user.signup" && track["properties"] == .object(payload))
            #expect(track["timestamp"] == event["created_at"])
            #expect(track["messageId"]?.string?.hasSuffix("-t") == true && person["messageId"]?.string?.hasSuffix("-i") == true)
        }
    }

    @Test func withoutAnIdTheAddressNamesThePersonAndWithoutBothNobodyIsMade() async throws {
        try await Script.run { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: ["email": "Ada@Example.com"], when: "completed")
            #expect(fake.state.events.first?["userId"] == "Ada@example.com")
            let before = fake.calls.count
            let attempt = try await server.attempt("user.signup", rule, payload: ["name": "Ada"], when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error" && attempt["message"] == "the event has no id and no e-mail")
            #expect(fake.calls.count == before)
        }
    }

    @Test func furtherAttributesMayBeMapped() async throws {
        try await Script.run { server, fake, connection, rule in
            func field(_ dest: JSONValue, _ path: JSONValue) -> JSONValue { ["dest": dest, "source": ["type": "path", "value": path]] }
            try await server.save(
                mapping: [field("email", "email"), field("seats", "seats"), field("created_at", "since"), field("unsubscribed", "out")],
                of: connection)
            let payload: JSONObject = ["email": "ada@example.com", "seats": 3, "since": "2026-01-01T00:00:00Z", "out": false]
            _ = try await server.attempt("user.signup", rule, payload: payload, when: "completed")
            #expect(
                fake.state.people["ada@example.com"]?["traits"]
                    == ["email": "ada@example.com", "seats": 3, "created_at": 1_767_225_600, "unsubscribed": false])
        }
    }

    @Test func theNameMayBeAnotherOne() async throws {
        try await Script.run(Self.named("Signed up: {{plan}}")) { server, fake, _, rule in
            _ = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "plan": "pro"], when: "completed")
            #expect(fake.state.events.first?["event"] == "Signed up: pro")
        }
    }

    @Test func reservedNamesAreNeitherSavedNorSent() async throws {
        try await Script.run(Self.named("{{action}}")) { server, fake, connection, rule in
            let before = fake.calls.count
            let attempt = try await server.attempt("user.signup", rule, payload: ["email": "ada@example.com", "action": " user  DELETED "], when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(fake.calls.count == before)
            for name in [
                "Device Created or Updated", "Device Deleted", "user deleted", "User Suppressed", "User Unsuppressed", "Relationship Deleted",
                "Object Deleted", "Report Delivery Event", "Delete Person", "Create Device",
            ] {
                let reply = try await server.send(
                    .post, "/api/v1/rules",
                    json: [
                        "workspace": .string(server.tenant.workspace.id.description), "connection": connection["id"] ?? .null, "event": "x",
                        "metadata": .object(Self.named(name)),
                    ])
                #expect(reply.status == 400 && reply.parameters == ["metadata.event_name_override"], "\(reply.text)")
            }
        }
    }

    @Test func whatIsTooLargeIsNotSentAtAll() async throws {
        try await Script.run { server, fake, _, rule in
            let before = fake.calls.count
            let payload: JSONObject = ["email": "ada@example.com", "note": .string(String(repeating: "x", count: 33_000))]
            let attempt = try await server.attempt("user.signup", rule, payload: payload, when: "failed")
            #expect(attempt["outcome_code"] == "payload_too_large")
            #expect(fake.calls.count == before)
        }
    }

    @Test func aFailedFirstStepStopsAndARepetitionHasTheSameIds() async throws {
        try await Script.run { server, fake, _, rule in
            fake.next(.fail(status: 500))
            let event = try await server.emit("user.signup")
            _ = try await server.attempts(event, rule, when: "retrying")
            #expect(fake.state.events.isEmpty)
            fake.next(.pass)
            fake.next(.drop)
            server.time.advance(by: .seconds(15))
            var attempts: [JSONValue] = []
            for _ in 0..<2000 where attempts.count < 2 { attempts = try await server.attempts(event, rule, when: "retrying") }
            server.time.advance(by: .seconds(60))
            _ = try await server.event(event, when: "completed")
            let ids = fake.calls.filter { $0.path == "/v1/track" }.compactMap { try? JSONValue(parsing: $0.body)["messageId"] }
            #expect(ids.count >= 2 && Set(ids).count == 1)
        }
    }

    @Test func checkingAConnectionStoresNothing() async throws {
        try await Script.run(settings: ["region": "EU"]) { server, fake, connection, _ in
            #expect(connection["metadata"]?["region"] == "eu")
            #expect(fake.targets == ["POST /v1/track"])
            #expect(fake.state.people.isEmpty && fake.state.events.isEmpty)
            fake.next(.fail(status: 302))
            let moved = try await server.connect(.customerIO, Script.settings)
            #expect(moved.status == 422 && moved.parameters == ["metadata.region"])
            #expect(try await server.connect(.customerIO, Script.settings.merging(["region": "mars"]) { _, new in new }).parameters == ["metadata.region"])
        }
    }
}
