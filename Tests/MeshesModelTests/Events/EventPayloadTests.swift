import MeshesModel
import Testing

/// What a payload must be like (api.md 8).
@Suite struct EventPayloadTests {
    private func draft(payload: String) throws -> EventDraft {
        try EventDraft(parsing: Array(#"{"event":"e","payload":\#(payload)}"#.utf8))
    }

    @Test(arguments: [
        #"{"a":0}"#, #"{"a":false}"#, #"{"a":"x"}"#, #"{"a":null,"b":0}"#, #"{"a":[null]}"#, #"{"a":{"b":null}}"#,
        #"{"a":" x "}"#, #"{"a":"\u0041"}"#, #"{"a":"é"}"#, #"{"a":"","b":[],"c":-0}"#, #"{"a":"\\"}"#, #"{"a":"\uD800"}"#,
    ])
    func hasAValue(_ payload: String) throws {
        #expect(try draft(payload: payload).payload == Array(payload.utf8))
    }

    @Test(arguments: [
        "{}", "{ }", #"{"a":null}"#, #"{"a":""}"#, #"{"a":"  "}"#, #"{"a":"\t\n"}"#, #"{"a":"\u00a0\u2003"}"#, #"{"a":" "}"#,
        #"{"a":[]}"#, #"{"a":[ ]}"#, #"{"a":{}}"#, #"{"a":{ }}"#, #"{"a":null,"b":"","c":[],"d":{},"e":" "}"#,
    ])
    func hasNone(_ payload: String) throws {
        let error = try refusal { try draft(payload: payload) }
        #expect(error.byParameter == ["payload": "must have at least one value that is not empty"])
    }

    @Test(arguments: ["id", "ip_address", "name", "first_name", "last_name", "phone", "resource_url", "email"])
    func wantsStringsWhereTypedClientsReadThem(_ key: String) throws {
        for value in ["1", "true", "[]", #"{"a":1}"#] {
            let error = try refusal { try draft(payload: #"{"x":1,"\#(key)":\#(value)}"#) }
            #expect(error.byParameter == ["payload.\(key)": "must be a string"])
        }
        _ = try draft(payload: #"{"x":1,"\#(key)":null}"#)
        _ = try draft(payload: #"{"x":{"\#(key)":1}}"#)
        _ = try draft(payload: #"{"x":1,"\#(key)":"a.b@example.com"}"#)
    }

    @Test func mayBe256KibibytesLong() throws {
        func payload(_ bytes: Int) -> String { #"{"a":"\#(String(repeating: "x", count: bytes - 8))"}"# }
        #expect(try draft(payload: payload(262_144)).payload.count == 262_144)
        let error = try refusal { try draft(payload: payload(262_145)) }
        #expect(error.name == .payloadTooLarge)
        #expect(error.issues.map(\.param) == ["payload"])
    }

    @Test func doesNotCountTheSpaceAroundIt() throws {
        let space = String(repeating: " ", count: 300_000)
        #expect(try draft(payload: space + #"{"a":1}"# + space).payload.count == 7)
    }

    @Test func mayHave32Levels() throws {
        func payload(_ levels: Int) -> String {
            #"{"a":"# + String(repeating: "[", count: levels - 1) + "1" + String(repeating: "]", count: levels - 1) + "}"
        }
        _ = try draft(payload: payload(32))
        let error = try refusal { try draft(payload: payload(33)) }
        #expect(error.byParameter == ["payload": "must not be nested deeper than 32 levels"])
    }

    @Test(arguments: [
        "a@b.co", "first.last+tag@sub.example.com", "o'brien@example.ie", "ünï@exämple.de", "x@1.2", "!#$%&'*+/=?^_`{|}~-@a.bc",
    ])
    func takesAddress(_ address: String) { #expect(EmailAddress.isValid(address)) }

    @Test(arguments: [
        "", "a", "@", "a@", "@b.co", "a@b", "a b@c.de", "a@b..co", "a@.co", "a@b.co.", ".a@b.co", "a.@b.co", "a..b@c.de", "a@-b.co",
        "a@b-.co", "a@b@c.de", "a@b.co\n", "A <a@b.co>", "a@b_c.de", "a\u{A0}b@c.de",
        String(repeating: "l", count: 65) + "@b.co", "a@" + String(repeating: "d", count: 64) + ".co",
    ])
    func refusesAddress(_ address: String) { #expect(!EmailAddress.isValid(address)) }
}
