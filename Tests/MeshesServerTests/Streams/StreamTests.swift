import MeshesDelivery
import MeshesModel
import MeshesServer
import MeshesTestSupport
import Testing

/// Live streams: what changed, when, to whom, and when they end.
@Suite struct StreamTests {
    private func path(_ server: ServerFixture) -> String {
        "/api/v1/workspaces/\(server.tenant.workspace.id)/stream"
    }

    @Test func namesWhatChanged() async throws {
        try await ServerFixture.run { server in
            try await server.withStream(path(server)) { stream in
                let connection = try await server.makeConnectionSkippingTest("Orders")
                let rule = try await server.makeRule("order.paid", to: connection)
                let event = try await server.event(try await server.emit("order.paid"), when: "completed")
                try await server.until("all are named") {
                    server.time.advance(by: .milliseconds(250))
                    return [connection, rule, event].allSatisfy { thing in
                        stream.changes.contains { $0.contains(thing["id"]?.string ?? "?") }
                    }
                }
            }
        }
    }

    @Test func sendsAtMostFourMessagesASecond() async throws {
        try await ServerFixture.run { server in
            try await server.withStream(path(server)) { stream in
                let first = try await server.emit("a")
                try await server.until("the first message") { stream.changes.count == 1 }
                let second = try await server.emit("b")
                let third = try await server.emit("c")
                await server.time.sleepers(atLeast: 1, dueBy: server.time.now() + .milliseconds(250))
                for _ in 0..<100 { await Task.yield() }
                #expect(stream.changes.count == 1)
                server.time.advance(by: .milliseconds(250))
                try await server.until("the second message") { stream.changes.count == 2 }
                #expect(stream.changes[0].contains(first["id"]?.string ?? "?"))
                #expect(stream.changes[1].contains(second["id"]?.string ?? "?"))
                #expect(stream.changes[1].contains(third["id"]?.string ?? "?"))
            }
        }
    }

    @Test func tellsNothingOfOtherWorkspaces() async throws {
        try await ServerFixture.run { server in
            let other = try await server.makeTenant("Other")
            try await server.withStream(path(server)) { stream in
                _ = try await server.send(
                    .post, "/api/v1/events", as: .publishableText(other.publishableKey.key),
                    json: ["event": "secret", "payload": ["x": 1]])
                let own = try await server.emit("own")
                try await server.until("the first message") { stream.changes.count == 1 }
                let named = try JSONValue(parsing: Array(stream.changes[0].utf8))
                #expect(named["events"] == [own["id"] ?? .null])
            }
            let foreign = try await server.send(.get, "/api/v1/workspaces/\(other.workspace.id)/stream")
            #expect(foreign.status == 404)
        }
    }

    @Test func showsSignsOfLifeAndEndsWithItsCredential() async throws {
        try await ServerFixture.run { server in
            try await server.withStream(path(server)) { stream in
                await server.time.sleepers(atLeast: 1, dueBy: server.time.now() + .seconds(15))
                server.time.advance(by: .seconds(15))
                try await server.until("a sign of life") { stream.text.contains(": keep-alive") }
                #expect(!stream.isFinished)
                // The token lives 30 seconds, and 5 more are allowed for clocks that differ.
                try await server.until("the end") {
                    server.time.advance(by: .seconds(15))
                    return stream.isFinished
                }
            }
        }
    }

    @Test func takesOnlySoManyAndGivesPlacesBack() async throws {
        try await ServerFixture.run(engine: EngineSettings(workspaceStreams: 1)) { server in
            try await server.withStream(path(server)) { _ in
                #expect(server.services.engine.changes.subscriptions == 1)
                let refused = try await server.send(.get, path(server))
                #expect(refused.status == 503)
                #expect(refused.header("Retry-After") == "15")
            }
            #expect(server.services.engine.changes.subscriptions == 0)
            try await server.withStream(path(server)) { _ in }
        }
    }
}
