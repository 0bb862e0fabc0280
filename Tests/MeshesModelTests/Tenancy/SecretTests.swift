import MeshesModel
import Testing

@Suite struct SecretTests {
    private struct Holder { var secrets: [String: Secret] }

    @Test func neverPrints() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Holder(secrets: ["key": secret]), to: &dumped)
        for text in [
            "\(secret)", String(describing: secret), String(reflecting: secret), secret.debugDescription, dumped,
            "\([secret])", "\(Holder(secrets: ["key": secret]))", String(reflecting: Optional(secret)),
        ] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("•••"))
        }
        #expect(secret.reveal() == "hunter2")
        #expect(secret == Secret("hunter2") && secret != Secret("other"))
        #expect(Secret("").isEmpty && !secret.isEmpty)
    }

    @Test(arguments: [
        (.machine(accessKey: "mk_1"), nil, [.ingest, .read, .readPayload, .manage, .administer, .createWorkspaces]),
        (.machine(accessKey: "mk_1"), Workspace.ID(high: 0, low: 1), [.ingest, .read, .readPayload, .manage, .administer]),
        (.publishableKey, Workspace.ID(high: 0, low: 1), [.ingest]),
        (.system, nil, [.ingest, .read, .readPayload, .manage, .administer, .createWorkspaces]),
    ] as [(Access.Principal, Workspace.ID?, [Access.Ability])])
    func accessAllowsNoMoreThanItsCredential(_ principal: Access.Principal, _ workspace: Workspace.ID?, _ abilities: [Access.Ability]) throws {
        let access = Access(principal: principal, organization: .init(high: 0, low: 9), workspace: workspace)
        for ability in [Access.Ability.ingest, .read, .readPayload, .manage, .administer, .createWorkspaces] {
            #expect(access.allows(ability) == abilities.contains(ability))
            if !abilities.contains(ability) { #expect(try refusal { try access.require(ability) }.name == .forbidden) }
        }
        #expect(access.reaches(.init(high: 0, low: 1)))
        #expect(access.reaches(.init(high: 0, low: 2)) == (workspace == nil))
    }
}
