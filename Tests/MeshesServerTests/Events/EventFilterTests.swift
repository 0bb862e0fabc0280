import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@Suite struct EventFilterTests {
    private func ids(_ server: ServerFixture, _ filter: String) async throws -> [String?] {
        try await server.all(server.workspacePath + "/events?" + filter).map { $0["id"]?.string }
    }

    @Test func filtersByTime() async throws {
        try await ServerFixture.run { server in
            let first = try await server.emit("a")["id"]?.string
            server.time.advance(by: .seconds(60))
            let middle = server.time.now()
            let second = try await server.emit("a")["id"]?.string
            server.time.advance(by: .seconds(60))
            let third = try await server.emit("b")["id"]?.string
            #expect(try await ids(server, "since=\(middle)") == [third, second])
            #expect(try await ids(server, "until=\(middle)") == [first])
            #expect(try await ids(server, "since=\(middle)&event=a") == [second])
            #expect(try await ids(server, "since=\(middle)&until=\(middle)") == [])
        }
    }

    @Test func filtersByDelivery() async throws {
        try await ServerFixture.run { server in
            let one = try await server.makeConnectionSkippingTest("One")
            let rule = try await server.makeRule("a", to: one)
            let two = try await server.makeConnectionSkippingTest("Two")
            _ = try await server.makeRule("b", to: two)
            let good = try await server.event(try await server.emit("a"), when: "completed")["id"]?.string
            server.sender.answer(status: 400)
            let bad = try await server.event(try await server.emit("b"), when: "failed")["id"]?.string
            let (first, second) = (try #require(one["id"]?.string), try #require(two["id"]?.string))
            #expect(try await ids(server, "connection=\(first)") == [good])
            #expect(try await ids(server, "connection=\(second)&status=failed") == [bad])
            #expect(try await ids(server, "connection=\(first)&status=failed") == [])
            #expect(try await ids(server, "rule=\(try #require(rule["id"]?.string))") == [good])
            #expect(try await ids(server, "outcome=invalid_request") == [bad])
            #expect(try await ids(server, "outcome=delivered&integration=webhook") == [good])
            #expect(try await ids(server, "outcome=delivered&connection=\(second)") == [])
            #expect(try await ids(server, "integration=slack") == [])
        }
    }

    @Test func findsByTheBeginningOfAnID() async throws {
        try await ServerFixture.run { server in
            let id = try #require(try await server.emit("a")["id"]?.string)
            server.time.advance(by: .seconds(86_400 * 365))
            let other = try #require(try await server.emit("a")["id"]?.string)
            #expect(try await ids(server, "q=\(id)") == [id])
            #expect(try await ids(server, "q=\(id.prefix(10))") == [id])
            #expect(try await ids(server, "q=\(other.prefix(8).uppercased())") == [other])
            #expect(try await ids(server, "q=ffff") == [])
            for bad in ["q=abc", "q=wxyz", "since=yesterday", "outcome=odd", "connection=1", "test=maybe"] {
                let reply = try await server.send(.get, server.workspacePath + "/events?" + bad)
                #expect(reply.status == 400)
                #expect(reply.parameters == [String(bad.prefix { $0 != "=" })])
            }
        }
    }

    @Test func searchesABoundedNumberOfEventsACall() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let tenant = server.tenant
            let version = try #require(try await server.store.routing.table(tenant.workspace.id)).version
            func accept(_ count: Int, to connection: Connection.ID) async throws {
                let now = server.time.now()
                let acceptances = (0..<count).map { _ in
                    Acceptance(
                        event: Event(
                            id: server.services.ids.next(), organization: tenant.organization.id, workspace: tenant.workspace.id, name: "a",
                            resource: Event.globalResource, resourceID: nil, createdBy: "test", createdAt: now,
                            progress: EventProgress(total: 1)),
                        payload: Array("{}".utf8),
                        deliveries: [
                            NewDelivery(
                                id: server.services.ids.next(), rule: server.services.ids.next(), ruleVersion: 1, connection: connection,
                                type: .webhook, availableAt: now)
                        ], routingVersion: version)
                }
                _ = try await server.store.acceptance.commit(acceptances)
            }
            let wanted: Connection.ID = server.services.ids.next()
            try await accept(1, to: wanted)
            for _ in 0..<6 { try await accept(1_000, to: server.services.ids.next()) }
            try await accept(1, to: wanted)
            let path = server.workspacePath + "/events?connection=\(wanted)&limit=10"
            let first = try await server.send(.get, path)
            #expect(first["count"] == 1)
            #expect(first["searched_until"]?.string != nil)
            let cursor = try #require(first["next_cursor"]?.string)
            let second = try await server.send(.get, path + "&cursor=" + cursor)
            #expect(second["count"] == 1)
            #expect(second["next_cursor"] == .null)
            #expect(second["searched_until"] == nil)
            #expect(try await server.send(.get, server.workspacePath + "/events?limit=10")["searched_until"] == nil)
        }
    }
}
