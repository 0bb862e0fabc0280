import Foundation
import MeshesModel
import MeshesStorage
import Testing

@Suite struct SecretsAtRestTests {
    @Test(arguments: StoreEngine.allCases) func noSecretStandsInTheFiles(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var connection = try await fixture.connect("Visible name", secrets: ["bearer_token": Secret("tell-nobody-1")])
            connection.secrets = ["bearer_token": Secret("tell-nobody-2"), "hmac_secret": Secret("tell-nobody-3")]
            _ = try await fixture.store.connections.update(fixture.access, connection, expecting: 1)
            let key = try await fixture.store.machineKeys.create(fixture.access, name: "Key")
            // Once with what still lies in the log, once with all of it in the database.
            for closed in [false, true] {
                if closed { try await fixture.store.close() }
                let bytes = try fixture.place.bytes()
                #expect(bytes.range(of: Data("Visible name".utf8)) != nil)
                for secret in ["tell-nobody", key.secret.reveal()] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aKeyThatIsMissingIsRefusedAtTheStart(_ engine: StoreEngine) async throws {
        for kind in SealedKind.allCases {
            try await StoreFixture.run(engine) { fixture in
                try await SealedSecrets(fixture).make(kind)
                let other = KeyRing(try .test(8))
                await #expect(throws: EncryptionKeyError.unknownKey(storedUnder: fixture.keys.ids[0]), "\(kind)") {
                    try await fixture.reopened(keys: other) { _ in }
                }
                try await fixture.reopened(keys: KeyRing(try .test(8), [try .test(7)])) { next async throws in
                    try await SealedSecrets(next).expectAll()
                }
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aKeyThatIsMissingIsNamedWhereItIsNeededAndNowhereElse(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let plain = try await fixture.connect(secrets: ["bearer_token": Secret("t")])
            let good = try await fixture.store.machineKeys.create(fixture.access, name: "Good")
            let newer = KeyRing(try .test(8), [try .test(7)])
            try await fixture.beside(keys: newer) { other async throws in
                let foreign = try await other.connect("Foreign", secrets: ["bearer_token": Secret("t")])
                let key = try await other.store.machineKeys.create(other.access, name: "Foreign")
                let error = EncryptionKeyError.unknownKey(storedUnder: newer.ids[0])
                await #expect(throws: error) { _ = try await fixture.store.connections.get(fixture.access, foreign.id) }
                await #expect(throws: error) { _ = try await fixture.store.connections.find(foreign.id) }
                #expect(try await fixture.store.connections.get(fixture.access, plain.id).secrets == plain.secrets)
                let found = try await fixture.store.machineKeys.find([key.accessKey, good.accessKey, "mk_unknown"])
                #expect(throws: error) { try found[0]?.get() }
                #expect(try found[1]?.get().secret == good.secret)
                #expect(found[2] == nil)
                // Lists show it, without what cannot be opened, and it can be deleted.
                let page = try await fixture.store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest())
                #expect(page.records.map(\.name) == ["Foreign", plain.name])
                #expect(page.records.map(\.secrets) == [[:], plain.secrets])
                let deleted = try await fixture.store.connections.delete(fixture.access, foreign.id, force: false)
                #expect(deleted.connection.id == foreign.id)
            }
        }
    }

    @Test(arguments: StoreEngine.allCases) func aSignInThatCannotBeOpenedIsInNobodysWay(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            try await SealedSecrets(fixture).make(.grants, "good")
            try await fixture.beside(keys: KeyRing(try .test(8), [try .test(7)])) { other async throws in
                try await SealedSecrets(other).make(.grants, "bad")
            }
            let grants = fixture.store.grants
            #expect(try await grants.idle(.slack, since: .never, limit: 10).map(\.account.id) == ["T-good"])
            #expect(try await grants.all(.slack, account: "T-bad", user: nil).isEmpty)
            let connections = try await fixture.store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest()).records
            let bad = try #require(connections.first { $0.name == "Sign-in bad" })
            let deleted = try await fixture.store.connections.delete(fixture.access, bad.id, force: false)
            #expect(deleted.orphan == nil)
            let left = try await fixture.store.database.read { connection in
                try connection.first("SELECT COUNT(*) FROM oauth_grants", []) { $0.int(0) }
            }
            #expect(left == 1)
        }
    }

    @Test(arguments: StoreEngine.allCases) func aSealedValueOpensInItsOwnRowOnly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let victim = try await fixture.connect("Victim", secrets: ["bearer_token": Secret("t")])
            let thief = try await fixture.connect("Thief", secrets: ["bearer_token": Secret("u")])
            try await fixture.store.database.write { connection in
                _ = try connection.execute(
                    "UPDATE connections SET secrets = (SELECT secrets FROM connections WHERE id = ?) WHERE id = ?",
                    [.id(victim.id), .id(thief.id)])
            }
            await #expect(throws: EncryptionKeyError.damaged(storedUnder: fixture.keys.ids[0])) {
                _ = try await fixture.store.connections.get(fixture.access, thief.id)
            }
        }
    }
}
