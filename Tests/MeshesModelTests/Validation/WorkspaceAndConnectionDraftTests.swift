import MeshesModel
import Testing

@Suite struct WorkspaceAndConnectionDraftTests {
    private let id = "0198f0aa-1111-7222-8333-444455556666"

    @Test func workspaceDraft() throws {
        let draft = try WorkspaceDraft(["name": "Acme", "description": "Big"])
        #expect(draft.name == "Acme")
        #expect(draft.description == "Big")
        #expect(try WorkspaceDraft(["name": "Acme", "description": nil]).description == nil)
        #expect(
            try refusal { try WorkspaceDraft(["name": "A", "description": 7]) }.byParameter == [
                "name": "must have 3 to 50 characters", "description": "must be a string",
            ])
        #expect(try refusal { try WorkspaceDraft([:]) }.byParameter == ["name": "is required"])
    }

    @Test(arguments: [
        (["name": "Acme"], "old"), (["name": "Acme", "description": nil], nil), (["name": "Acme", "description": "new"], "new"),
    ] as [(JSONObject, String?)])
    func workspaceChange(_ body: JSONObject, _ expected: String?) throws {
        #expect(try WorkspaceChange(body).description.applied(to: "old") == expected)
    }

    @Test func workspaceChangeNamesAllThatIsBad() throws {
        let long = String(repeating: "d", count: 1025)
        #expect(
            try refusal { try WorkspaceChange(["name": "a!c", "description": .string(long)]) }.byParameter.keys.sorted()
                == ["description", "name"])
    }

    @Test func connectionDraft() throws {
        let draft = try ConnectionDraft([
            "workspace": .string(id), "type": "customer_io", "name": "CRM 1", "metadata": ["url": "https://x.test"],
        ])
        #expect(draft.workspace.description == id)
        #expect(draft.type == .customerIO)
        #expect(draft.metadata == ["url": "https://x.test"])
        #expect(!draft.hidden)
        #expect(
            try refusal { try ConnectionDraft(["type": "fax", "name": "a/b", "metadata": "x", "hidden": 1]) }.byParameter.keys.sorted()
                == ["hidden", "metadata", "name", "type", "workspace"])
    }

    @Test func connectionChange() throws {
        let change = try ConnectionChange(["name": "CRM", "metadata": [:], "active": false])
        #expect(change.active == false)
        #expect(change.hidden == nil)
        #expect(
            try refusal { try ConnectionChange(["active": "no"]) }.byParameter == [
                "name": "is required", "metadata": "is required", "active": "must be true or false",
            ])
    }
}
