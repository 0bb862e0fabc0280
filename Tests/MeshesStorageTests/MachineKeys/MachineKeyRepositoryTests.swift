import MeshesModel
import MeshesStorage
import Testing

@Suite struct MachineKeyRepositoryTests {
    @Test(arguments: StoreEngine.allCases) func aKeyIsFoundWithItsSecret(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let keys = fixture.store.machineKeys
            let expiry = fixture.time.now() + .seconds(60)
            let wide = try await keys.create(fixture.access, name: "Wide")
            let narrow = try await keys.create(fixture.access, name: "Narrow", workspace: fixture.workspace.id, expiresAt: expiry)
            let found = try #require(try await keys.find([narrow.accessKey])[0]).get()
            #expect(found.secret.reveal() == narrow.secret.reveal() && found.workspace == fixture.workspace.id)
            #expect(found.expiresAt == expiry && found.revokedAt == nil && found.name == "Narrow")
            #expect(wide.secret.reveal() != narrow.secret.reveal())
            #expect(wide.accessKey.hasPrefix("mk_") && wide.accessKey.count >= 25 && wide.secret.reveal().count >= 43)
            #expect(try await keys.list(fixture.access).map(\.id) == [narrow.id, wide.id])
            let inside = Access.system(fixture.access.organization, workspace: fixture.workspace.id)
            #expect(try await keys.list(inside).map(\.id) == [narrow.id])
            #expect(try await keys.find(["mk_unknown"])[0] == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func revokingKeepsTheFirstMoment(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let keys = fixture.store.machineKeys
            let key = try await keys.create(fixture.access, name: "Key")
            let revoked = fixture.time.now()
            try await keys.revoke(fixture.access, key.id)
            fixture.time.advance(by: .seconds(5))
            try await keys.revoke(fixture.access, key.id)
            #expect(try await keys.find([key.accessKey])[0]?.get().revokedAt == revoked)
            #expect(try await refusal { try await keys.revoke(fixture.access, fixture.ids.next()) } == .notFound)
        }
    }
}
