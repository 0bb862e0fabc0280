import MeshesModel
import Testing

@Suite struct EventDraftTests {
    private func draft(_ text: String, prefix: String = "") throws -> EventDraft {
        try EventDraft(parsing: Array(text.utf8), pathPrefix: prefix)
    }

    private func problems(_ text: String, prefix: String = "") throws -> [String: String] {
        let error = try refusal { try draft(text, prefix: prefix) }
        #expect(error.name == .badRequest)
        return error.byParameter
    }

    @Test func readsTheEnvelopeAndKeepsThePayloadAsItCame() throws {
        let draft = try draft(
            """
             {"event":"user.signed_up", "resource" : "user","resource_id":"u\\u005f1","type":"event","unknown":[{}],
              "workspace":"0198F0AA-1111-7222-8333-444455556666","payload":  { "b" : 1.50,"a":"\\u00e9" }  }
            """)
        #expect(draft.name == "user.signed_up")
        #expect(draft.resource == "user")
        #expect(draft.resourceID == "u_1")
        #expect(draft.workspace?.description == "0198f0aa-1111-7222-8333-444455556666")
        #expect(draft.payload == Array(#"{ "b" : 1.50,"a":"\u00e9" }"#.utf8))
        #expect(draft.idempotencyKey == nil)
    }

    @Test func fillsInWhatIsAbsentOrNull() throws {
        for text in [
            #"{"event":"e","payload":{"a":1}}"#,
            #"{"event":"e","payload":{"a":1},"resource":null,"resource_id":null,"workspace":null,"type":null}"#,
        ] {
            let draft = try draft(text)
            #expect(draft.resource == "global")
            #expect(draft.resourceID == nil)
            #expect(draft.workspace == nil)
        }
    }

    @Test func takesAResourceIDWithoutAResource() throws {
        let draft = try draft(#"{"event":"e","payload":{"a":1},"resource_id":"7"}"#)
        #expect(draft.resource == "global")
        #expect(draft.resourceID == "7")
    }

    @Test func namesAllBadParametersAtOnce() throws {
        let found = try problems(
            """
            {"event":"  ","resource":"","resource_id":7,"type":"rule","workspace":"w","idempotency_key":"",
             "payload":{"email":"nobody","id":5,"phone":{},"name":null,"first_name":[],"resource_url":false}}
            """, prefix: "3.")
        #expect(
            found == [
                "3.event": "must not be blank", "3.resource": "must not be empty", "3.resource_id": "must be a string",
                "3.type": "must be event", "3.workspace": "must be a UUID", "3.idempotency_key": "must not be empty",
                "3.payload.email": "must be an e-mail address", "3.payload.id": "must be a string",
                "3.payload.phone": "must be a string", "3.payload.first_name": "must be a string",
                "3.payload.resource_url": "must be a string",
            ])
        #expect(try problems("{}") == ["event": "is required", "payload": "is required"])
        #expect(try problems(#"{"event":null,"payload":[1]}"#) == ["event": "is required", "payload": "must be an object"])
    }

    @Test(arguments: [
        ("a", true), (String(repeating: "n", count: 128), true), ("two words, ünïcode ✓", true), ("a\\u00a0b", true),
        (String(repeating: "n", count: 129), false), ("", false), (" \\u2003", false), ("a\\nb", false), ("a\\u0000", false),
        ("a\u{7F}", false), ("a\u{85}", false),
    ])
    func checksTheName(_ name: String, _ isGood: Bool) throws {
        let text = #"{"event":"\#(name)","payload":{"a":1}}"#
        if isGood { _ = try draft(text) } else { #expect(try problems(text).keys.sorted() == ["event"]) }
    }

    @Test(arguments: [("resource", 64), ("resource_id", 255)])
    func limitsLengths(_ key: String, _ limit: Int) throws {
        func text(_ count: Int) -> String {
            #"{"event":"e","payload":{"a":1},"\#(key)":"\#(String(repeating: "é", count: count))"}"#
        }
        _ = try draft(text(limit))
        #expect(try problems(text(limit + 1)) == [key: "must have 1 to \(limit) characters"])
    }

    @Test func readsTheIdempotencyKeyOfABulkItemOnly() throws {
        let text = #"{"event":"e","payload":{"a":1},"idempotency_key":"k1"}"#
        #expect(try draft(text, prefix: "0.").idempotencyKey == "k1")
        #expect(try draft(text).idempotencyKey == nil)
        let long = text.replacing("k1", with: String(repeating: "k", count: 256))
        #expect(try problems(long, prefix: "0.").keys.sorted() == ["0.idempotency_key"])
        _ = try draft(long)
    }

    @Test func takesTheLastOfEqualNames() throws {
        let draft = try draft(#"{"event":"x","payload":{"id":1},"\u0065vent":"y","payload":{"id":"1"}}"#)
        #expect(draft.name == "y")
        #expect(draft.payload == Array(#"{"id":"1"}"#.utf8))
    }

    @Test func refusesWhatIsNoObject() throws {
        #expect(try problems("[]") == ["body": "must be a JSON object"])
        #expect(try problems("17", prefix: "2.") == ["2": "must be a JSON object"])
        for text in ["", "{", #"{"event":"e","payload":{"a":1}"#, #"{"event":"e","payload":{"a":1}} x"#, #"{"event":"e","payload":{a:1}}"#] {
            #expect(try refusal { try draft(text) }.message.hasPrefix("The body is not valid JSON"))
        }
        var bytes = Array(#"{"event":"e","payload":{"a":"?"}}"#.utf8)
        bytes[bytes.count - 4] = 0xE9
        #expect(try refusal { try EventDraft(parsing: bytes) }.message.contains("invalid UTF-8"))
    }

    @Test func readsAPartOfTheBytes() throws {
        let bytes = Array(#"xx{"event":"e","payload":{"a":1}}yy"#.utf8)
        #expect(try EventDraft(parsing: bytes, range: 2..<bytes.count - 2).payload == Array(#"{"a":1}"#.utf8))
    }
}
