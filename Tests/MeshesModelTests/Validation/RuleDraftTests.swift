import MeshesModel
import Testing

@Suite struct RuleDraftTests {
    private static let id: JSONValue = "0198f0aa-1111-7222-8333-444455556666"
    private static let body: JSONObject = [
        "workspace": id, "connection": id, "event": "order.paid", "metadata": ["action": "send"],
    ]

    private func with(_ changes: JSONObject) -> JSONObject { Self.body.merging(changes) { _, new in new } }

    private var rule: Rule {
        Rule(
            id: .init(high: 0, low: 1), organization: .init(high: 0, low: 2), workspace: .init(high: 0, low: 3),
            connection: .init(high: 0, low: 4), type: .webhook, event: "order.paid", resource: "order", resourceID: "7",
            metadata: ["action": "send"], createdBy: "system", createdAt: Timestamp(milliseconds: 0),
            updatedAt: Timestamp(milliseconds: 0))
    }

    @Test func readsARule() throws {
        let plain = try RuleDraft(Self.body)
        #expect(plain.active && !plain.hidden && plain.resource == nil && plain.resourceID == nil)
        let draft = try RuleDraft(with(["resource": "order", "resource_id": "7", "active": false, "hidden": true]))
        #expect(draft.resource == "order" && draft.resourceID == "7" && !draft.active && draft.hidden)
    }

    @Test(arguments: [
        (["resource_id": "7"], ["resource_id"]), (["resource": nil, "resource_id": "7"], ["resource_id"]),
        (["resource": "order", "resource_id": "a b"], ["resource_id"]), (["resource": ""], ["resource"]),
        (["event": ""], ["event"]), (["event": .string(String(repeating: "e", count: 129))], ["event"]),
        (["metadata": [:]], ["metadata.action"]), (["metadata": ["action": ""]], ["metadata.action"]),
        (["metadata": ["action": "a", "id": 7, "option": true]], ["metadata.id", "metadata.option"]),
        (["metadata": nil, "workspace": "x", "connection": 1], ["connection", "metadata", "workspace"]),
    ] as [(JSONObject, [String])])
    func namesWhatIsBad(_ changes: JSONObject, _ parameters: [String]) throws {
        #expect(try refusal { try RuleDraft(with(changes)) }.byParameter.keys.sorted() == parameters)
    }

    @Test func anEmptyChangeChangesNothing() throws {
        var changed = rule
        try RuleChange([:]).apply(to: &changed)
        #expect(changed == rule)
    }

    @Test func changesWhatIsThere() throws {
        var changed = rule
        try RuleChange(["event": "order.sent", "resource_id": nil, "active": false, "hidden": true]).apply(to: &changed)
        #expect(changed.event == "order.sent" && changed.resource == "order" && changed.resourceID == nil)
        #expect(!changed.active && changed.hidden && changed.version == 1)
    }

    @Test func theVersionRisesWithTheMetadataOnly() throws {
        var changed = rule
        try RuleChange(["metadata": ["action": "send"]]).apply(to: &changed)
        #expect(changed.version == 1)
        try RuleChange(["metadata": ["action": "send", "subject": "Hi"]]).apply(to: &changed)
        #expect(changed.version == 2)
    }

    @Test func aResourceTakesItsIDWithIt() throws {
        var changed = rule
        try RuleChange(["resource": nil]).apply(to: &changed)
        #expect(changed.resource == nil && changed.resourceID == nil)
        let before = changed
        let change = try RuleChange(["resource_id": "9", "active": false])
        #expect(try refusal { try change.apply(to: &changed) }.byParameter == ["resource_id": "needs a resource"])
        #expect(changed == before)
    }

    @Test func aBadChangeNamesAllThatIsBad() throws {
        #expect(
            try refusal {
                try RuleChange(["event": " ", "resource": 1, "resource_id": "a b", "metadata": ["x": 1], "active": 0, "hidden": "n"])
            }.byParameter.keys.sorted() == ["active", "event", "hidden", "metadata.action", "resource", "resource_id"])
    }
}
