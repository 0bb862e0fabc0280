import MeshesModel
import MeshesStorage
import Testing

@Suite struct WorkspaceRepositoryTests {
    @Test(arguments: StoreEngine.allCases) func keepsWhatItWasGiven(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let workspaces = fixture.store.workspaces
            let (made, key) = try await workspaces.create(fixture.access, name: "Second", description: "Täglich 😀")
            #expect(try await workspaces.get(fixture.access, made.id) == made)
            #expect(made.createdAt == fixture.time.now())
            #expect(try await workspaces.publishableKey(fixture.access, made.id) == key)
            #expect(try await workspaces.find(publishableKeys: [key.key])[0] == key)
            #expect(try await workspaces.find(publishableKeys: [key.key + "0"])[0] == nil)
        }
    }

    @Test(arguments: StoreEngine.allCases) func changesOneThingAtATime(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let workspaces = fixture.store.workspaces
            let made = try await workspaces.create(fixture.access, name: "Second", description: "Old").workspace
            fixture.time.advance(by: .seconds(1))
            let renamed = try await workspaces.update(fixture.access, made.id, name: "Third")
            #expect(renamed.name == "Third" && renamed.description == "Old")
            #expect(renamed.createdAt == made.createdAt && renamed.updatedAt == fixture.time.now())
            let cleared = try await workspaces.update(fixture.access, made.id, description: .some(nil))
            #expect(cleared.name == "Third" && cleared.description == nil)
            #expect(try await workspaces.get(fixture.access, made.id) == cleared)
        }
    }

    @Test(arguments: StoreEngine.allCases) func namesAreUniqueInTheOrganisationOnly(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let workspaces = fixture.store.workspaces
            let other = try await workspaces.create(fixture.access, name: "Second", description: nil).workspace
            #expect(try await refusal { _ = try await workspaces.create(fixture.access, name: "Main", description: nil) } == .nameTaken)
            #expect(try await refusal { _ = try await workspaces.update(fixture.access, other.id, name: "Main") } == .nameTaken)
            #expect(try await workspaces.get(fixture.access, other.id) == other)
            _ = try await workspaces.update(fixture.access, other.id, name: "Second")
            // The stranger has a workspace of the same name.
            _ = try await fixture.stranger()
        }
    }

    @Test(arguments: StoreEngine.allCases) func aKeyToOneWorkspaceMakesNoOthers(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let narrow = Access(
                principal: .machine(accessKey: "mk_x"), organization: fixture.access.organization, workspace: fixture.workspace.id)
            let refused = try await refusal { _ = try await fixture.store.workspaces.create(narrow, name: "More", description: nil) }
            #expect(refused == .forbidden)
            let page = try await fixture.store.workspaces.list(narrow, PageRequest())
            #expect(page.records == [fixture.workspace])
        }
    }

    @Test(arguments: StoreEngine.allCases) func organisationsAreListedFromTheOldest(_ engine: StoreEngine) async throws {
        try await StoreFixture.run(engine) { fixture in
            fixture.time.advance(by: .seconds(1))
            let second = try await fixture.store.organizations.create(name: "Second")
            #expect(try await fixture.store.organizations.all().map(\.name) == ["Acme", "Second"])
            #expect(try await fixture.store.organizations.get(second.id) == second)
            #expect(try await refusal { _ = try await fixture.store.organizations.get(fixture.ids.random()) } == .notFound)
        }
    }
}
