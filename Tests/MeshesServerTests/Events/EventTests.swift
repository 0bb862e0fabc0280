import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct EventTests {
    @Test func isReadWithItsDeliveries() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            let rule = try await server.makeRule("order.paid", to: connection)
            let emitted = try await server.emit("order.paid")
            let event = try await server.event(emitted, when: "completed")
            #expect(event["id"] == emitted["id"])
            #expect(event["type"] == "event")
            #expect(event["total_rules"] == 1)
            #expect(event["completed_count"] == 1)
            #expect(event["failed_count"] == 0)
            #expect(event["canceled_count"] == 0)
            #expect(event["started_at"]?.string != nil)
            #expect(event["completed_at"]?.string != nil)
            let delivery = try #require(event["rule_events"]?.array?.first)
            #expect(delivery["type"] == "rule")
            #expect(delivery["event"] == "order.paid")
            #expect(delivery["event_id"] == emitted["id"])
            #expect(delivery["rule"] == rule["id"])
            #expect(delivery["connection"] == connection["id"])
            #expect(delivery["integration_type"] == "webhook")
            #expect(delivery["status"] == "completed")
            #expect(delivery["attempt_count"] == 1)
            #expect(delivery["last_error"] == nil)
        }
    }

    @Test func withoutRulesItIsCompletedAtOnce() async throws {
        try await ServerFixture.run { server in
            let emitted = try await server.emit("order.paid")
            let event = try await server.send(.get, "/api/v1/events/" + (try #require(emitted["id"]?.string)))
            #expect(event["status"] == "completed")
            #expect(event["total_rules"] == 0)
            #expect(event["rule_events"] == [])
        }
    }

    @Test func payloadComesBackByteForByte() async throws {
        try await ServerFixture.run { server in
            let payload = #"{ "b" : 1.50,"a":[1 ,2], "b":"\u00e9" , "big":12345678901234567890 }"#
            let emitted = try await server.send(
                .post, "/api/v1/events", as: .publishable, text: #"{"event":"a","payload": \#(payload) }"#)
            let id = try #require(emitted["event"]?["id"]?.string)
            let reply = try await server.send(.get, "/api/v1/events/\(id)/payload")
            #expect(reply.status == 200)
            #expect(reply.text.contains(#""payload":\#(payload)}"#))
            #expect(reply["id"]?.string == id)
            #expect(reply["rule_events"] == [])
        }
    }

    @Test func purgedPayloadIsTold() async throws {
        try await ServerFixture.run { server in
            let id = try #require(try await server.emit("a")["id"]?.string)
            _ = try await server.store.database.write { try $0.execute("DELETE FROM payloads", []) }
            let reply = try await server.send(.get, "/api/v1/events/\(id)/payload")
            #expect(reply.status == 404)
            #expect(reply.errorName == "PayloadExpired")
            #expect(try await server.send(.get, "/api/v1/events/\(id)").status == 200)
        }
    }

    @Test func listsAreFilteredPagedAndExpanded() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnection()
            _ = try await server.makeRule("b", to: connection)
            var emitted: [String] = []
            for name in ["a", "b", "a"] {
                server.time.advance(by: .milliseconds(3))
                let event = try await server.emit(name)
                emitted.append(try #require(event["id"]?.string))
                if name == "b" { _ = try await server.event(event, when: "completed") }
            }
            let base = "/api/v1/workspaces/\(server.tenant.workspace.id)/events"
            let all = try await server.send(.get, base)
            #expect(all["records"]?.array?.compactMap { $0["id"]?.string } == emitted.reversed())
            #expect(all["records"]?.array?.allSatisfy { $0["rule_events"] == nil } == true)
            #expect(try await server.send(.get, "/api/v1/events").json == all.json)
            #expect(try await server.send(.get, base + "?event=a")["count"] == 2)
            #expect(try await server.send(.get, base + "?status=completed")["count"] == 3)
            #expect(try await server.send(.get, base + "?status=failed")["count"] == 0)
            #expect(try await server.send(.get, base + "?resource=global&event=b")["count"] == 1)
            #expect(try await server.send(.get, base + "?resource_id=x")["count"] == 0)
            #expect(try await server.send(.get, base + "?status=done").parameters == ["status"])
            #expect(try await server.send(.get, base + "?expand=all&limit=0").parameters.sorted() == ["expand", "limit"])
            for path in [base, "/api/v1/events"] {
                let expanded = try await server.send(.get, path + "?expand=rule_events")
                #expect(expanded["records"]?.array?.map { $0["rule_events"]?.array?.count } == [0, 1, 0])
                let page = try await server.send(.get, path + "?limit=2")
                let cursor = try #require(page["next_cursor"]?.string)
                let rest = try await server.send(.get, path + "?limit=2&cursor=\(cursor)")
                #expect(rest["records"]?.array?.compactMap { $0["id"]?.string } == [emitted[0]])
                #expect(rest["next_cursor"] == .null)
            }
        }
    }

    @Test func cursorIsBoundToTheFilters() async throws {
        try await ServerFixture.run { server in
            for _ in 0..<3 { _ = try await server.emit("a") }
            let base = "/api/v1/workspaces/\(server.tenant.workspace.id)/events"
            let cursor = try #require(try await server.send(.get, base + "?limit=1&event=a")["next_cursor"]?.string)
            #expect(try await server.send(.get, base + "?limit=1&event=a&cursor=\(cursor)").status == 200)
            #expect(try await server.send(.get, base + "?limit=1&event=b&cursor=\(cursor)").parameters == ["cursor"])
        }
    }
}
