import MeshesModel
import Testing

@Suite struct JSONValueTextTests {
    @Test(arguments: [
        ("0", .integer(0)), ("-0", .integer(0)), ("42", .integer(42)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("1.0", .double(1)), ("1e2", .double(100)), ("-2.5E-1", .double(-0.25)),
        ("1e400", .double(.greatestFiniteMagnitude)), ("-1e400", .double(-.greatestFiniteMagnitude)), ("1e-999", .double(0)),
    ] as [(String, JSONValue)])
    func readsNumbers(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func keepsTheOrderOfMembers() throws {
        let text = #"{"z":1,"a":[true,false,null,1.5,"x"],"m":{"k":{},"l":[]}}"#
        #expect(try JSONValue(parsing: text).compactText == text)
    }

    @Test func escapesWhatMustBeEscaped() {
        let value: JSONValue = ["quote\"": "\\ / \u{8}\u{C}\n\r\t\u{0}\u{1F} \u{7F} é 𝄞"]
        #expect(value.compactText == #"{"quote\"":"\\ / \b\f\n\r\t\u0000\u001f "# + "\u{7F} é 𝄞\"}")
    }

    @Test func writesNoNumberThatJSONLacks() {
        #expect(JSONValue.array([.double(.infinity), .double(.nan), .double(1e300)]).compactText == "[null,null,1e+300]")
    }

    @Test func readsARequestBody() throws {
        #expect(try JSONObject(body: Array(#"{"a":1}"#.utf8)) == ["a": 1])
        #expect(try refusal { try JSONObject(body: Array("[]".utf8)) }.byParameter == ["body": "must be a JSON object"])
        let error = try refusal { try JSONObject(body: Array(#"{"a":}"#.utf8)) }
        #expect(error.name == .badRequest)
        #expect(error.message == "The body is not valid JSON: unexpected character at byte 5.")
    }
}
