import MeshesModel
import MeshesTestSupport
import Testing

/// What a connection tells of the account behind it.
@Suite struct AccountTests {
    @Test func theAccountOfAGoodKeyIsNamedAndStaysWhenOnlyTheNameChanges() async throws {
        try await MailchimpScript.run { server, fake, connection, _ in
            #expect(connection["metadata"]?["account_name"] == "Freddie's Jokes")
            #expect(connection["metadata"]?["account_id"] == "8d3a3db4d97663a9074efcc16")
            let calls = fake.calls.count
            let reply = try await server.send(
                .put, "/api/v1/connections/\(connection["id"]?.string ?? "")", json: ["name": "Renamed", "metadata": ["data_center": "us6", "account_name": "Mine"]])
            #expect(try server.expect(200, reply)["metadata"]?["account_name"] == "Freddie's Jokes")
            #expect(fake.calls.count == calls)
        }
    }

    @Test(arguments: [false, true]) func anActiveCampaignKeyIsItsUsers(_ isBlind: Bool) async throws {
        try await ActiveCampaignScript.run(arranging: { $0.hidesLists = isBlind }) { _, _, connection, _ in
            #expect(connection["metadata"]?["account_name"] == "owner@example.com")
            #expect(connection["metadata"]?["note"]?.string == (isBlind ? "This key cannot see lists." : nil))
        }
    }

    @Test func whatAKeyMayNotDoIsSaid() async throws {
        try await ResendScript.run(arranging: { $0.sendsOnly = true }) { _, _, connection, _ in
            #expect(connection["metadata"]?["access"] == "sending")
            #expect(connection["metadata"]?["note"]?.string?.hasPrefix("This key may only send e-mail") == true)
        }
        try await ResendScript.run { _, _, connection, _ in
            #expect(connection["metadata"]?["access"] == "full" && connection["metadata"]?["note"] == nil)
        }
        try await SendGridScript.run(arranging: { $0.scopes = ["mail.send"] }) { _, _, connection, _ in
            #expect(connection["metadata"]?["note"]?.string?.contains("templates.read") == true)
        }
        try await SendGridScript.run { _, _, connection, _ in #expect(connection["metadata"]?["note"] == nil) }
    }

    @Test func signedInConnectionsNameTheirAccountLikewise() async throws {
        try await PipedriveScript.run { _, _, connection, _ in #expect(connection["metadata"]?["account_name"] == "Acme") }
    }

    @Test func ofSeveralAWeberAccountsOneIsChosen() async throws {
        try await AWeberScript.run { server, fake, _, _ in
            fake.change { $0.hasTwoAccounts = true }
            func run(_ metadata: JSONValue?, reconnecting connection: JSONValue? = nil) async throws -> SignInRun {
                var run = try await SignInRun.begin(server, type: "aweber", name: "Newsletter", reconnecting: connection, metadata: metadata)
                try await run.open()
                return run
            }
            let undecided = try await run(nil)
            #expect(try await undecided.comeBack(type: "aweber").status == 400)
            #expect(try await undecided.progress()["message"]?.string?.contains("5 (Other), 7 (Example)") == true)
            let other = try await run(["account_id": "5"])
            #expect(try await other.comeBack(type: "aweber").status == 200)
            let connection = try await server.connection(["id": try #require(try await other.progress()["connection_id"])])
            #expect(connection["metadata"]?["account_id"] == "5" && connection["metadata"]?["account_name"] == "Other")
            // Whoever signs in again means the same account.
            let again = try await run(nil, reconnecting: connection)
            #expect(try await again.comeBack(type: "aweber").status == 200)
        }
    }

    @Test func aMappingMayNotFillWhatIsNoAttribute() async throws {
        try await CustomerIOScript.run { server, _, connection, _ in
            func save(_ dest: String) async throws -> TestReply {
                let field: JSONValue = ["dest": .string(dest), "source": ["type": "path", "value": "plan"]]
                return try await server.send(
                    .put, "/api/v1/connections/\(connection["id"]?.string ?? "")/mappings/default", json: ["schema": ["schema_version": 1, "fields": [field]]])
            }
            #expect(try await save("company-size").status == 200)
            let refused = try await save("company size")
            #expect(refused.status == 422 && refused.parameters == ["schema.fields.0.dest"])
        }
    }

    @Test func anAccountThatIsNoNumberIsRefused() async throws {
        try await AWeberScript.run { server, _, _, _ in
            let reply = try await server.send(
                .post, "/api/v1/connections/authorize",
                json: [
                    "workspace": .string(server.tenant.workspace.id.description), "type": "aweber", "name": "Newsletter",
                    "metadata": ["account_id": "../7"],
                ])
            #expect(reply.status == 400 && reply.parameters == ["metadata.account_id"])
        }
    }
}
