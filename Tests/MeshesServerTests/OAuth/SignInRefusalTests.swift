import MeshesModel
import MeshesTestSupport
import Testing

/// Whatever goes wrong on the way leaves no connection, and a text that says what to do.
@Suite struct SignInRefusalTests {
    private static func expectNothing(_ server: ServerFixture) async throws {
        #expect(try await server.send(.get, "/api/v1/connections")["count"] == 0)
    }

    @Test(arguments: [
        ("access_denied", "You did not allow the connection"), ("server_error", "Slack answered with an error (server_error)"),
        ("%3Cscript%3Ealert(1)%3C/script%3E", "Slack answered with an error (scriptalertscript)"),
    ])
    func aRefusalOfTheProviderIsExplained(_ error: String, _ text: String) async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            try await run.open()
            let page = try await run.comeBack(code: nil, error: error)
            #expect(page.status == 400)
            #expect(page.text.contains(text))
            #expect(page.text.contains(#"{"ok":false}"#))
            #expect(try await run.progress()["message"]?.string?.hasPrefix(text) == true)
            try await Self.expectNothing(server)
        }
    }

    @Test func aCodeThatSlackDoesNotKnowConnectsNothing() async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            try await run.open()
            let page = try await run.comeBack(code: "forged")
            #expect(page.status == 400)
            #expect(page.text.contains("invalid_code"))
            try await Self.expectNothing(server)
        }
    }

    @Test func anInstallationForAWholeOrganisationIsRefused() async throws {
        try await SignInRun.with { server, fake in
            fake.change { $0.isEnterprise = true }
            var run = try await SignInRun.begin(server)
            try await run.open()
            #expect(try await run.comeBack().text.contains("Install it in one workspace instead"))
            try await Self.expectNothing(server)
        }
    }

    @Test func aTokenHostThatIsDownConnectsNothing() async throws {
        try await SignInRun.with { server, fake in
            var run = try await SignInRun.begin(server)
            try await run.open()
            fake.next(.fail(status: 503))
            #expect(try await run.comeBack().status == 400)
            #expect(try await run.progress()["status"] == "failed")
            try await Self.expectNothing(server)
        }
    }

    @Test func aTicketIsGoodOnceAndForTenMinutes() async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            try await run.open()
            let again = try await server.send(.get, "/oauth/start?ticket=\(run.ticket)", as: .none)
            #expect(again.status == 400)
            #expect(again.text.contains("too old or was used before"))
            let late = try await SignInRun.begin(server, name: "Late")
            server.time.advance(by: .seconds(601))
            #expect(try await server.send(.get, "/oauth/start?ticket=\(late.ticket)", as: .none).status == 400)
            #expect(try await late.progress()["status"] == "failed")
            for path in ["/oauth/start", "/oauth/start?ticket=made-up"] {
                #expect(try await server.send(.get, path, as: .none).status == 400)
            }
        }
    }

    @Test func lookingAheadSpendsNothing() async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            let path = "/oauth/start?ticket=\(run.ticket)"
            _ = try await server.send(.head, path, as: .none)
            for headers in [["Sec-Purpose": "prefetch"], ["Sec-Fetch-Dest": "iframe"], ["Sec-Fetch-Dest": "image"]] {
                #expect(try await server.send(.get, path, as: .none, headers: headers).status == 400)
            }
            try await run.open()
        }
    }

    @Test func aStateIsGoodOnceInItsBrowserForItsType() async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            try await run.open()
            #expect(try await run.comeBack(cookie: "").status == 400)
            #expect(try await run.comeBack(cookie: run.cookie + "x").status == 400)
            #expect(try await run.comeBack(state: "made-up").status == 400)
            #expect(try await run.comeBack(type: "hubspot").status == 400)
            #expect(try await run.comeBack(type: "teams").status == 404)
            try await Self.expectNothing(server)
            #expect(try await run.comeBack().status == 200)
            let replayed = try await run.comeBack()
            #expect(replayed.status == 400)
            #expect(replayed.text.contains("was finished before"))
            #expect(try await run.progress()["status"] == "done")
            #expect(try await server.send(.get, "/api/v1/connections")["count"] == 1)
        }
    }

    @Test func aStateRunsOutWithItsTicket() async throws {
        try await SignInRun.with { server, _ in
            var run = try await SignInRun.begin(server)
            try await run.open()
            server.time.advance(by: .seconds(601))
            #expect(try await run.comeBack().status == 400)
            try await Self.expectNothing(server)
        }
    }

    @Test func nobodyElseSeesHowARunGoes() async throws {
        try await SignInRun.with { server, _ in
            let run = try await SignInRun.begin(server)
            let foreign = try await server.makeTenant("Foreign")
            let second = try await server.store.machineKeys.create(server.tenant.access, name: "Second")
            #expect(try await run.progress(as: .key(foreign.machineKey)).status == 404)
            #expect(try await run.progress(as: .key(second)).status == 404)
            let body: JSONValue = ["workspace": .string(server.tenant.workspace.id.description), "type": "slack", "name": "Theirs"]
            let begun = try await server.send(.post, "/api/v1/connections/authorize", as: .key(foreign.machineKey), json: body)
            #expect(begun.status == 404)
        }
    }

    @Test func aNameTakenMeanwhileConnectsNothing() async throws {
        try await SignInRun.with { server, _ in
            var first = try await SignInRun.begin(server)
            var second = try await SignInRun.begin(server)
            try await first.open()
            try await second.open()
            #expect(try await first.comeBack().status == 200)
            let page = try await second.comeBack()
            #expect(page.status == 400)
            #expect(page.text.contains("A connection of this name exists already"))
            #expect(try await server.send(.get, "/api/v1/connections")["count"] == 1)
        }
    }

    @Test func aSessionThatWasRevokedMeanwhileConnectsNothing() async throws {
        try await SignInRun.with { server, _ in
            let session = try await server.mint(.admin)
            let credential = TestCredential.bearer(session.token)
            var run = try await SignInRun.begin(server, as: credential)
            try await run.open()
            #expect(try await run.progress(as: credential)["status"] == "waiting")
            let other = try await server.mint(.admin)
            #expect(try await run.progress(as: .bearer(other.token)).status == 404)
            #expect(try await server.send(.delete, "/api/v1/sessions/\(session.id)").status == 200)
            let page = try await run.comeBack()
            #expect(page.status == 400)
            #expect(page.text.contains("Your session has ended"))
            try await Self.expectNothing(server)
        }
    }

    @Test func membersMayNotConnect() async throws {
        try await SignInRun.with { server, _ in
            for session in [try await server.mint(.member), try await server.mint(.owner, .dashboard)] {
                let reply = try await server.send(
                    .post, "/api/v1/connections/authorize", as: .bearer(session.token),
                    json: ["workspace": .string(server.tenant.workspace.id.description), "type": "slack", "name": "Sales"])
                #expect(reply.status == 403)
            }
        }
    }
}
