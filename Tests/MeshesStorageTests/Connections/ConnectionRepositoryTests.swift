import MeshesModel
import MeshesStorage
import Testing

@Suite struct ConnectionRepositoryTests {
    @Test(arguments: StoreEngine.allCases) func keepsSettingsAndSecrets(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let made = try await fixture.connect(secrets: ["bearer_token": Secret("t0ken"), "hmac_secret": Secret("\u{0}ü\"")])
            let found = try await fixture.store.connections.get(fixture.access, made.id)
            #expect(found.name == "Orders" && found.metadata == ["url": "https://hooks.example.com"])
            #expect(found.secrets.mapValues { $0.reveal() } == ["bearer_token": "t0ken", "hmac_secret": "\u{0}ü\""])
            #expect(found.active && found.inactiveReason == nil && found.version == 1)
            #expect(try await fixture.store.connections.find(made.id)?.name == "Orders")
            #expect(try await fixture.store.connections.find(fixture.ids.next()) == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func namesAreUniqueInTheWorkspaceOnly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.connect("Orders")
            var other = try await fixture.connect("Invoices")
            #expect(try await refusal { _ = try await fixture.connect("Orders") } == .nameTaken)
            other.name = "Orders"
            let renamed = other
            #expect(
                try await refusal { _ = try await fixture.store.connections.update(fixture.access, renamed, expecting: 1) } == .nameTaken)
            let workspace = try await fixture.store.workspaces.create(fixture.access, name: "Second", description: nil).workspace
            _ = try await fixture.connect("Orders", in: workspace)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aChangeNeedsTheVersionItWasMadeFrom(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var changed = try await fixture.connect(secrets: ["bearer_token": Secret("old")])
            changed.metadata = ["url": "https://other.example.com"]
            changed.secrets = ["bearer_token": Secret("new")]
            let wanted = changed
            let saved = try await fixture.store.connections.update(fixture.access, wanted, expecting: 1)
            #expect(saved.version == 2 && saved.metadata == wanted.metadata && saved.secrets["bearer_token"]?.reveal() == "new")
            let late = try await refusal { _ = try await fixture.store.connections.update(fixture.access, wanted, expecting: 1) }
            #expect(late == .versionMismatch)
        }
    }

    @Test(arguments: StoreEngine.allCases) func switchingOffIsDoneOnceAndSaysWhy(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let before = try #require(try await fixture.store.routing.table(fixture.workspace.id))
            #expect(before.matches(event: "order.paid", resource: "global", resourceID: nil).map(\.connectionActive) == [true])
            let connections = fixture.store.connections
            let now = fixture.time.now()
            #expect(try await connections.switchOff(connection.id, reason: .authenticationInvalid, detail: "401 three times", at: now))
            #expect(try await !connections.switchOff(connection.id, reason: nil, detail: "again", at: now))
            let off = try await connections.get(fixture.access, connection.id)
            #expect(!off.active && off.inactiveReason == .authenticationInvalid && off.inactiveDetail == "401 three times")
            #expect(off.inactiveSince == now && off.version == 2)
            let after = try #require(try await fixture.store.routing.table(fixture.workspace.id))
            #expect(after.version > before.version)
            let routes = after.matches(event: "order.paid", resource: "global", resourceID: nil)
            #expect(routes.map(\.rule) == [rule.id] && routes.map(\.connectionActive) == [false])
        }
    }

    @Test(arguments: StoreEngine.allCases) func deletingTakesRulesOnlyWhenForced(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (connection, rule) = try await fixture.destination()
            let connections = fixture.store.connections
            #expect(try await refusal { _ = try await connections.delete(fixture.access, connection.id, force: false) } == .rulesExist)
            let gone = try await connections.delete(fixture.access, connection.id, force: true)
            #expect(gone.connection.id == connection.id && gone.rules == [rule.id])
            #expect(try await refusal { _ = try await connections.get(fixture.access, connection.id) } == .notFound)
            #expect(try await refusal { _ = try await fixture.store.rules.get(fixture.access, rule.id) } == .notFound)
            // What was accepted under the rule is still delivered by its settings of then, or shown in the history.
            let metadata = try await fixture.store.rules.metadata(fixture.workspace.id, rule.id, version: 1)
            #expect(metadata == ["action": "send_webhook"])
        }
    }

    @Test(arguments: StoreEngine.allCases) func remembersWhatTheProviderSaid(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect()
            let connections = fixture.store.connections
            #expect(try await connections.cached(fixture.access, connection.id, .fieldCatalog) == nil)
            for version in ["1", "2"] {
                let data = CachedConnectionData(json: Array(#"{"v":\#(version)}"#.utf8), version: version, refreshedAt: fixture.time.now())
                try await connections.cache(fixture.access, connection.id, .fieldCatalog, data)
                #expect(try await connections.cached(fixture.access, connection.id, .fieldCatalog) == data)
            }
            #expect(try await connections.cached(fixture.access, connection.id, .actionData) == nil)
        }
    }
}
