import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

/// What lists of connections and rules say of late.
@Suite struct ActivityTests {
    @Test func listsCarryActivityWhenAsked() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let rule = try await server.makeRule("a", to: connection)
            let idle = try await server.makeConnectionSkippingTest("Idle")
            _ = try await server.event(try await server.emit("a"), when: "completed")
            let good = server.time.now()
            server.time.advance(by: .seconds(5))
            server.sender.answer(status: 400)
            _ = try await server.event(try await server.emit("a"), when: "failed")
            let path = server.workspacePath + "/connections"
            let plain = try await server.all(path)
            #expect(plain.allSatisfy { $0["activity"] == nil })
            let connections = try await server.all(path + "?expand=activity")
            let busy = try #require(connections.first { $0["id"] == connection["id"] }?["activity"])
            #expect(busy["rule_count"] == 1)
            #expect(busy["completed_24h"] == 1)
            #expect(busy["failed_24h"] == 1)
            #expect(busy["waiting"] == 0)
            #expect(busy["last_success_at"]?.string == good.description)
            #expect(busy["last_failure_at"]?.string == server.time.now().description)
            #expect(connections.first { $0["id"] == idle["id"] }?["activity"]?["last_success_at"] == nil)
            let listed = try #require(try await server.all(server.workspacePath + "/rules?expand=activity").first)
            #expect(listed["id"] == rule["id"])
            #expect(listed["connection_name"] == "Orders")
            #expect(listed["activity"]?["last_status"] == "failed")
            #expect(listed["activity"]?["completed_24h"] == 1)
            server.time.advance(by: .seconds(24 * 3600))
            let later = try #require(try await server.all(server.workspacePath + "/rules?expand=activity").first)
            #expect(later["activity"]?["completed_24h"] == 0)
            #expect(later["activity"]?["last_status"] == "failed")
        }
    }

    @Test func listsAreFiltered() async throws {
        try await ServerFixture.run { server in
            let one = try await server.makeConnectionSkippingTest("One")
            let two = try await server.makeConnectionSkippingTest("Two")
            let rule = try await server.makeRule("a", to: one)
            _ = try await server.makeRule("a", to: two)
            let id = try #require(two["id"]?.string)
            let body: JSONObject = ["name": "Two", "metadata": two["metadata"] ?? .null, "active": false]
            _ = try server.expect(200, try await server.send(.put, "/api/v1/connections/" + id, json: .object(body)))
            let path = server.workspacePath + "/connections"
            #expect(try await server.all(path + "?active=false").map { $0["id"] } == [two["id"]])
            #expect(try await server.all(path + "?active=true&type=webhook").map { $0["id"] } == [one["id"]])
            #expect(try await server.all(path + "?type=slack").isEmpty)
            let rules = server.workspacePath + "/rules?connection=" + (try #require(one["id"]?.string))
            #expect(try await server.all(rules).map { $0["id"] } == [rule["id"]])
            #expect(try await server.send(.get, path + "?expand=all").parameters == ["expand"])
        }
    }

    @Test func aConnectionIsTriedWhateverItsSettingsSay() async throws {
        try await ServerFixture.run { server in
            let connection = try await server.makeConnectionSkippingTest("Orders")
            let path = "/api/v1/connections/\(try #require(connection["id"]?.string))/test"
            let good = try server.expect(200, try await server.send(.post, path))
            #expect(good["ok"] == true)
            #expect(good["http_status"] == 200)
            #expect(good["duration_ms"]?.integer != nil)
            let sent = try #require(server.sender.requests.last)
            #expect(sent.headers.contains { $0.0 == "X-Meshes-Test" })
            server.sender.answer { _ in
                .success(OutboundAnswer(status: 500, headers: [("content-type", "text/plain")], body: ByteBuffer(string: "out of order")))
            }
            let bad = try await server.send(.post, path)
            #expect(bad.status == 422)
            #expect(bad.errorName == "ConnectionTestFailed")
            #expect(bad["message"]?.string?.contains("out of order") == true)
        }
    }
}
