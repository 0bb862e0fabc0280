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

    @Test(arguments: StoreEngine.allCases) func anotherKeyIsRefusedAtTheStart(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.store.machineKeys.create(fixture.access, name: "Key")
            let other = try #require(EncryptionKey(bytes: [UInt8](repeating: 8, count: 32)))
            await #expect(throws: EncryptionKeyError.wrongKey(storedUnder: fixture.key.id)) {
                try await fixture.reopened(key: other) { _ in }
            }
            try await fixture.reopened { next async throws in #expect(try await next.store.machineKeys.list(next.access).count == 1) }
        }
    }

    @Test(arguments: StoreEngine.allCases) func anotherKeyOpensNothing(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let connection = try await fixture.connect(secrets: ["bearer_token": Secret("t")])
            let plain = try await fixture.connect("Plain")
            let other = try #require(EncryptionKey(bytes: [UInt8](repeating: 8, count: 32)))
            let error = EncryptionKeyError.wrongKey(storedUnder: fixture.key.id)
            try await fixture.reopened(key: other) { next async throws in
                await #expect(throws: error) { _ = try await next.store.connections.get(next.access, connection.id) }
                await #expect(throws: error) { _ = try await next.store.connections.find(connection.id) }
                #expect(try await next.store.connections.get(next.access, plain.id).name == "Plain")
            }
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
            await #expect(throws: EncryptionKeyError.wrongKey(storedUnder: fixture.key.id)) {
                _ = try await fixture.store.connections.get(fixture.access, thief.id)
            }
        }
    }
}
