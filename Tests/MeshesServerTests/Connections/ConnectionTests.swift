import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct ConnectionTests {
    static func body(_ server: ServerFixture, name: String = "Orders", _ metadata: JSONObject) -> JSONValue {
        [
            "workspace": .string(server.tenant.workspace.id.description), "type": "webhook", "name": .string(name),
            "metadata": .object(metadata),
        ]
    }

    static let url: JSONObject = ["url": "https://hooks.example.com/orders"]

    @Test func isTestedMadeReadAndListed() async throws {
        try await ServerFixture.run { server in
            let made = try await server.makeConnection()
            #expect(server.sender.requests.count == 1)
            #expect(made["type"] == "webhook")
            #expect(made["active"] == true)
            #expect(made["hidden"] == false)
            #expect(made["inactive_reason"] == nil)
            #expect(made["metadata"]?["url"] == "https://hooks.example.com/orders")
            #expect(made["workspace"]?.string == server.tenant.workspace.id.description)
            #expect(made["created_by"]?.string == "machine:" + server.tenant.machineKey.accessKey)
            let id = try #require(made["id"]?.string)
            #expect(try await server.send(.get, "/api/v1/connections/\(id)").json == made)
            for path in ["/api/v1/connections", "/api/v1/workspaces/\(server.tenant.workspace.id)/connections"] {
                let list = try await server.send(.get, path)
                #expect(list["count"] == 1)
                #expect(list["records"]?.array?.first == made)
            }
        }
    }

    @Test func failedTestSavesNothing() async throws {
        try await ServerFixture.run { server in
            server.sender.answer(status: 500)
            let refused = try await server.send(.post, "/api/v1/connections", json: Self.body(server, Self.url))
            #expect(refused.status == 422)
            #expect(refused.errorName == "ConnectionTestFailed")
            #expect(try await server.send(.get, "/api/v1/connections")["count"] == 0)
            var skipping = Self.url
            skipping["skip_url_test"] = true
            #expect(try await server.send(.post, "/api/v1/connections", json: Self.body(server, skipping)).status == 201)
        }
    }

    @Test func secretsAreNullAndNamed() async throws {
        try await ServerFixture.run { server in
            var metadata = Self.url
            metadata["auth_scheme"] = "bearer"
            metadata["auth_token"] = "very-secret-token"
            let made = try await server.makeConnection(metadata: metadata)
            let path = "/api/v1/connections/" + (try #require(made["id"]?.string))
            #expect(made["metadata"]?["auth_token"] == .null)
            #expect(made["secrets_set"] == ["auth_token"])
            // A client may send back what it read: null keeps.
            let kept = try await server.send(
                .put, path, json: ["name": "Orders", "metadata": try #require(made["metadata"])])
            #expect(kept.status == 200)
            #expect(kept["secrets_set"] == ["auth_token"])
            let reply = try await server.send(.get, path)
            #expect(!reply.text.contains("very-secret-token"))
        }
    }

    @Test func generatedSecretIsShownOnce() async throws {
        try await ServerFixture.run { server in
            var metadata = Self.url
            metadata["standard_webhooks"] = true
            let made = try await server.makeConnection(metadata: metadata)
            #expect(made["metadata"]?["standard_webhooks_secret"]?.string?.hasPrefix("whsec_") == true)
            let read = try await server.send(.get, "/api/v1/connections/" + (try #require(made["id"]?.string)))
            #expect(read["metadata"]?["standard_webhooks_secret"] == .null)
            #expect(read["secrets_set"]?.array?.contains("standard_webhooks_secret") == true)
        }
    }

    @Test func badOnesAreRefused() async throws {
        try await ServerFixture.run { server in
            _ = try await server.makeConnection()
            let taken = try await server.send(.post, "/api/v1/connections", json: Self.body(server, Self.url))
            #expect(taken.status == 409)
            #expect(taken.errorName == "NameTaken")
            let empty = try await server.send(.post, "/api/v1/connections", json: [:])
            #expect(empty.status == 400)
            #expect(empty.parameters.sorted() == ["metadata", "name", "type", "workspace"])
            let url = try await server.send(.post, "/api/v1/connections", json: Self.body(server, name: "Two", ["url": "no url"]))
            #expect(url.status == 400)
            #expect(url.parameters == ["metadata.url"])
            var other = Self.body(server, name: "Three", Self.url).object ?? [:]
            other["type"] = "slack"
            #expect(try await server.send(.post, "/api/v1/connections", json: .object(other)).status == 422)
            other["type"] = "fax"
            #expect(try await server.send(.post, "/api/v1/connections", json: .object(other)).parameters == ["type"])
            other["type"] = "webhook"
            other["workspace"] = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60"
            #expect(try await server.send(.post, "/api/v1/connections", json: .object(other)).status == 404)
        }
    }

    @Test func isSwitchedOffAndOn() async throws {
        try await ServerFixture.run { server in
            let made = try await server.makeConnection()
            let path = "/api/v1/connections/" + (try #require(made["id"]?.string))
            var change: JSONObject = ["name": "Renamed", "metadata": .object(Self.url), "active": false, "hidden": true]
            let off = try await server.send(.put, path, json: .object(change))
            #expect(off["active"] == false)
            #expect(off["inactive_reason"] == "manually_inactivated")
            #expect(off["hidden"] == true)
            #expect(off["name"] == "Renamed")
            // Without "active" it stays as it is.
            change["active"] = nil
            #expect(try await server.send(.put, path, json: .object(change))["active"] == false)
            change["active"] = true
            let on = try await server.send(.put, path, json: .object(change))
            #expect(on["active"] == true)
            #expect(on["inactive_reason"] == nil)
        }
    }

    @Test(arguments: ["body", "query", "both"])
    func isDeletedWithItsRulesOnlyWhenForced(_ way: String) async throws {
        try await ServerFixture.run { server in
            let made = try await server.makeConnection()
            let rule = try await server.makeRule("order.paid", to: made)
            let path = "/api/v1/connections/" + (try #require(made["id"]?.string))
            let refused = try await server.send(.delete, path, json: [:])
            #expect(refused.status == 409)
            #expect(refused.errorName == "RulesExist")
            #expect(try await server.send(.delete, path + "?force_delete=false", json: ["force_delete": false]).status == 409)
            let deleted = try await server.send(
                .delete, way == "body" ? path : path + "?force_delete=true", json: way == "query" ? nil : ["force_delete": true])
            #expect(deleted.status == 200)
            #expect(deleted.json == ["id": try #require(made["id"]), "type": "webhook"])
            #expect(try await server.send(.get, path).status == 404)
            #expect(try await server.send(.delete, path).status == 404)
            #expect(try await server.send(.get, "/api/v1/rules/" + (try #require(rule["id"]?.string))).status == 404)
        }
    }

    @Test func badDeleteFlagIsRefused() async throws {
        try await ServerFixture.run { server in
            let path = "/api/v1/connections/" + (try #require(try await server.makeConnection()["id"]?.string))
            #expect(try await server.send(.delete, path + "?force_delete=yes").parameters == ["force_delete"])
            #expect(try await server.send(.delete, path, json: ["force_delete": "yes"]).parameters == ["force_delete"])
        }
    }

    @Test func webhooksHaveNoLiveDataAndNoFields() async throws {
        try await ServerFixture.run { server in
            let made = try await server.makeConnection()
            let path = "/api/v1/connections/" + (try #require(made["id"]?.string))
            #expect(try await server.send(.get, path + "/actions").json == [:])
            #expect(try await server.send(.get, path + "/actions?refresh=true").json == [:])
            let fields = try await server.send(.get, path + "/fields")
            #expect(fields["fields"] == [])
            #expect(fields["connection_id"] == made["id"])
            #expect(fields["integration_type"] == "webhook")
            server.time.advance(by: .seconds(100_000))
            let later = try await server.send(.get, path + "/fields?refresh=1")
            #expect(later["catalog_version"] == fields["catalog_version"])
            #expect(try await server.send(.get, path + "/fields?refresh=maybe").parameters == ["refresh"])
        }
    }
}
