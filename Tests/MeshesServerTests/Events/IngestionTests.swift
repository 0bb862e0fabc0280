import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct IngestionTests {
    @Test func isAnsweredInFull() async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(
                .post, "/api/v1/events", as: .publishable,
                json: [
                    "event": "order \"paid\"\u{1F600}", "resource": "order", "resource_id": "o/1", "type": "event", "extra": 1,
                    "payload": ["id": "1"],
                ])
            #expect(reply.status == 201)
            let event = try #require(reply["event"])
            #expect(event["event"] == "order \"paid\"\u{1F600}")
            #expect(event["resource"] == "order")
            #expect(event["resource_id"] == "o/1")
            #expect(event["type"] == "event")
            #expect(event["workspace"]?.string == server.tenant.workspace.id.description)
            #expect(event["created_by"] == "publishable_key")
            #expect(Timestamp(try #require(event["created_at"]?.string)) == server.time.now())
            #expect(event.object?.count == 8)
        }
    }

    @Test func resourceIsGlobalUnlessNamed() async throws {
        try await ServerFixture.run { server in
            let event = try await server.emit("order.paid")
            #expect(event["resource"] == "global")
            #expect(event["resource_id"] == nil)
        }
    }

    @Test func machineTokenNamesTheWorkspace() async throws {
        try await ServerFixture.run { server in
            let body: JSONObject = ["event": "order.paid", "payload": ["id": "1"]]
            let missing = try await server.send(.post, "/api/v1/events", json: .object(body))
            #expect(missing.status == 400)
            #expect(missing.parameters == ["workspace"])
            var named = body
            named["workspace"] = .string(server.tenant.workspace.id.description)
            let reply = try await server.send(.post, "/api/v1/events", json: .object(named))
            #expect(reply.status == 201)
            #expect(reply["event"]?["created_by"]?.string == "machine:" + server.tenant.machineKey.accessKey)
            named["workspace"] = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"
            #expect(try await server.send(.post, "/api/v1/events", json: .object(named)).status == 404)
            #expect(try await server.send(.post, "/api/v1/events", as: .publishable, json: .object(named)).status == 403)
        }
    }

    @Test(arguments: ["text/plain", "application/json; charset=utf-8", "application/octet-stream", ""])
    func anyContentTypeWillDo(_ type: String) async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(
                .post, "/api/v1/events", as: .publishable, text: #"{"event":"order.paid","payload":{"id":"1"}}"#,
                headers: ["Content-Type": type])
            #expect(reply.status == 201)
        }
    }

    @Test(arguments: [
        (#"{"event":" ","payload":{"id":"1"}}"#, ["event"]),
        (#"{"payload":{"id":1}}"#, ["event", "payload.id"]),
        (#"{"event":"a","payload":{}}"#, ["payload"]),
        (#"{"event":"a","payload":{"x":null,"y":"","z":[]}}"#, ["payload"]),
        (#"{"event":"a","payload":{"email":"nobody"}}"#, ["payload.email"]),
        (#"{"event":"a","payload":[1]}"#, ["payload"]),
        (#"{"event":"a","type":"rule","payload":{"x":0}}"#, ["type"]),
        (#"{"event":"a","resource":"","payload":{"x":0}}"#, ["resource"]),
        (#"{"event":"a","workspace":"w","payload":{"x":0}}"#, ["workspace"]),
        (#"[]"#, ["body"]), (#""#, ["body"]), (#"{"event":"a","payload":{"x":0}"#, ["body"]),
    ])
    func badOnesNameEveryParameter(_ body: String, _ parameters: [String]) async throws {
        try await ServerFixture.run { server in
            let reply = try await server.send(.post, "/api/v1/events", as: .publishable, text: body)
            #expect(reply.status == 400)
            #expect(reply.parameters.sorted() == parameters)
        }
    }

    @Test func falseAndZeroAreValues() async throws {
        try await ServerFixture.run { server in
            for payload: JSONObject in [["x": 0], ["x": false]] { _ = try await server.emit("order.paid", payload: payload) }
        }
    }

    @Test func sizesAreLimited() async throws {
        try await ServerFixture.run { server in
            func send(_ count: Int) async throws -> TestReply {
                let text = #"{"event":"a","payload":{"x":""# + String(repeating: "a", count: count) + #""}}"#
                return try await server.send(.post, "/api/v1/events", as: .publishable, text: text)
            }
            #expect(try await send(256 * 1024 - 8).status == 201)
            let payload = try await send(256 * 1024 - 7)
            #expect(payload.status == 413)
            #expect(payload.parameters == ["payload"])
            let body = try await send(1 << 20)
            #expect(body.status == 413)
            #expect(body.errorName == "PayloadTooLarge")
        }
    }

    @Test func depthIsLimited() async throws {
        try await ServerFixture.run { server in
            func send(_ depth: Int) async throws -> TestReply {
                let text = #"{"event":"a","payload":{"x":"# + String(repeating: "[", count: depth - 1) + "1"
                    + String(repeating: "]", count: depth - 1) + "}}"
                return try await server.send(.post, "/api/v1/events", as: .publishable, text: text)
            }
            #expect(try await send(32).status == 201)
            let deep = try await send(33)
            #expect(deep.status == 400)
            #expect(deep.parameters == ["payload"])
        }
    }

    @Test func nothingIsAcceptedWhileTheEngineStandsStill() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(
                .post, "/api/v1/events", as: .publishable, json: ["event": "a", "payload": ["x": 1]])
            #expect(reply.status == 503)
            #expect(reply.header("Retry-After") == "1")
            #expect(reply.errorName == "ServiceUnavailable")
        }
    }
}
