import MeshesModel
import Testing

@Suite struct AuthorizationDraftTests {
    private let id = JSONValue.string("01890a5d-ac96-774b-bcce-b302099a8057")

    @Test func aNewConnectionNamesPlaceTypeAndName() throws {
        let draft = try AuthorizationDraft(["workspace": id, "type": "slack", "name": "Sales"])
        guard case .newConnection(_, let type, let name, let hidden, _) = draft else {
            Issue.record("a reconnection: \(draft)")
            return
        }
        #expect(type == .slack)
        #expect(name == "Sales")
        #expect(!hidden)
    }

    @Test func aReconnectionNamesTheConnectionAlone() throws {
        guard case .reconnection = try AuthorizationDraft(["connection": id]) else {
            Issue.record("no reconnection")
            return
        }
        #expect(try refusal { try AuthorizationDraft(["connection": id, "type": "slack"]) }.issues.map(\.param) == ["type"])
    }

    @Test(arguments: [
        ([:], ["workspace", "type", "name"]), (["connection": "x"], ["connection"]),
        (["workspace": "01890a5d-ac96-774b-bcce-b302099a8057", "type": "teams", "name": "a/b"], ["type", "name"]),
    ] as [(JSONObject, [String])])
    func badParametersAreNamed(body: JSONObject, parameters: [String]) throws {
        #expect(try refusal { try AuthorizationDraft(body) }.issues.map(\.param) == parameters)
    }
}
