import MeshesModel
import Testing

@Suite struct JSONScannerTests {
    @Test func findsMembersWithoutTheSpaceAroundThem() throws {
        let bytes = Array(#" { "a" : 1.5 , "b":"x\"y","c": [1, {"d":2}] ,"e":{ } , "f":true,"g" : null } "#.utf8)
        let members = try JSONScanner.members(of: bytes)
        #expect(members.map(\.key) == ["a", "b", "c", "e", "f", "g"])
        #expect(members.map(\.kind) == [.number, .string, .array, .object, .bool, .null])
        let texts = members.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(texts == ["1.5", #""x\"y""#, #"[1, {"d":2}]"#, "{ }", "true", "null"])
    }

    @Test func takesTheLastOfEqualNames() throws {
        let bytes = Array(#"{"a":1,"b":2,"\u0061":"last"}"#.utf8)
        let members = try JSONScanner.members(of: bytes)
        #expect(members.map(\.key) == ["a", "b"])
        #expect(members.first?.kind == .string)
        #expect(try JSONValue(parsing: bytes) == ["a": "last", "b": 2])
    }

    @Test func scansAPart() throws {
        let bytes = Array(#"[{"a":1},{"b":[2]}]"#.utf8)
        let elements = try JSONScanner.elements(of: bytes)
        #expect(elements.map(\.kind) == [.object, .object])
        let second = try JSONScanner.members(of: bytes, in: elements[1].range)
        #expect(second == [JSONMember(key: "b", kind: .array, range: 14..<17)])
        #expect(try JSONScanner.elements(of: bytes, in: second[0].range).count == 1)
    }

    @Test func doesNotReadBeyondItsPart() {
        let bytes = Array(#"{"a":"text"}"#.utf8)
        for end in 1..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try JSONScanner.members(of: bytes, in: 0..<end) }
        }
    }

    @Test func tellsOtherKindsFromMalformedText() {
        #expect(throws: JSONSyntaxError(.notAnObject, at: 1)) { try JSONScanner.members(of: Array(" [1]".utf8)) }
        #expect(throws: JSONSyntaxError(.notAnArray, at: 0)) { try JSONScanner.elements(of: Array("{}".utf8)) }
        #expect(throws: JSONSyntaxError(.notAString, at: 0)) { try JSONScanner.string(of: Array("12".utf8)) }
        #expect(throws: JSONSyntaxError(.unexpectedEnd, at: 3)) { try JSONScanner.members(of: Array("[1,".utf8)) }
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain text""#, "plain text"), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u20AC\uD834\uDD1E!""#, "é€𝄞!"), (#""é€𝄞""#, "é€𝄞"), (#""\uD800""#, "\u{FFFD}"),
        (#""\uD800\uD834\uDD1E""#, "\u{FFFD}𝄞"), (#""\uDD1E\uD834""#, "\u{FFFD}\u{FFFD}"), (#""\uD834x""#, "\u{FFFD}x"),
        (#""\uD834\u0041""#, "\u{FFFD}A"), (#""\uD834\n""#, "\u{FFFD}\n"), (#""\u0000é\\u0041""#, "\u{0}é\\u0041"),
    ])
    func decodesStrings(_ literal: String, _ text: String) throws {
        #expect(try JSONScanner.string(of: Array(literal.utf8)) == text)
        #expect(try JSONValue(parsing: literal) == .string(text))
    }

    @Test func keepsAnAccentBehindAnEscape() throws {
        let text = try JSONScanner.string(of: Array("\"\\u0065\u{301}x\"".utf8))
        #expect(text.unicodeScalars.map(\.value) == [0x65, 0x301, 0x78])
    }
}
