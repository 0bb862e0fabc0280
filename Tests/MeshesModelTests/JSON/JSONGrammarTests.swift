import MeshesModel
import Testing

/// Texts in the manner of the JSON test suite: those that RFC 8259 has accepted, and those it has refused.
@Suite struct JSONGrammarTests {
    @Test(arguments: [
        "[[]   ]", "[\"\"]", "[]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]", "[1\n]", " [1]", "[2] ",
        "[1,null,null,null,2]", "[123e65]", "[0e+1]", "[0e1]", "[ 4]", "[-0.000000000000000000000000000000000000001]",
        "[20e1]", "[-0]", "[-123]", "[-1]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]",
        "[123]", "[123.456789]", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{\"a\":\"b\",\"a\":\"c\"}", "{}",
        "{\"\":0}", "{\"foo\\u0000bar\": 42}", "{\"a\":[]}", "{\"title\":\"\\u041f\\u043e\"}", "{\n\"a\": \"b\"\n}",
        "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"\\\"\"]",
        "[\"a/*b*/c/*d//e\"]", "[\"\u{7F}\"]", "[\"\u{FFFF}\"]", "[\"\u{2028}\u{2029}\"]", "[\"\u{10FFFF}\"]", "[\"€𝄞\"]",
        "\"\"", "\"asd\"", "42", "-0.1", "null", "true", "false", "\t[ ]\r\n", "[\"\\uD800\"]", "[\"\\uDFAA\"]", "[1e400]",
        "[123123123123123123123123123123]", "[-1e-9999]",
    ])
    func accepts(_ text: String) throws {
        _ = try JSONValue(parsing: text)
        let element = try JSONScanner.value(of: Array(text.utf8))
        #expect(Array(text.utf8)[element.range] == Array(text.trimmedOfJSONSpace.utf8)[...])
    }

    @Test(arguments: [
        "", " ", "[1 true]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]", "[\"x\"", "[x", "[3[4]]",
        "[,]", "[-]", "[   , \"\"]", "[1,]", "[1,\n1\n,1", "[*]", "[\"\"", "[1,", "[{}", "[fals]", "[nul]", "[tru]", "[True]",
        "[++1234]", "[+1]", "[+Inf]", "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]", "[.2e-3]", "[0.1.2]", "[0.3e+]", "[0.3e]",
        "[0.e1]", "[0E+]", "[0E]", "[0e]", "[1.0e+]", "[1.0e-]", "[1.0e]", "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e3]", "[2.]",
        "[9.e+]", "[Inf]", "[NaN]", "[Infinity]", "[0x1]", "[0x42]", "[1+2]", "[-Infinity]", "[- 1]", "[-012]", "[012]", "[-.123]",
        "[1ea]", "[1a]", "[1.2a-3]", "{\"x\", null}", "{\"x\"::\"b\"}", "{\"a\":\"a\" 123}", "{key: 'value'}", "{\"a\" b}",
        "{:\"b\"}", "{\"a\"}", "{\"a\":", "{\"a\"", "{1:1}", "{null:null,null:null}", "{\"id\":0,,,,,}", "{'a':0}",
        "{\"id\":0,}", "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}#", "{\"a\":\"b\",,\"c\":\"d\"}", "{a: \"b\"}", "{\"a\":\"a", "{\"a\": true} \"x\"",
        "[\"\\uD800\\u\"]", "[\"\\uD800\\u1\"]", "[\"\\u00\"]", "[\"\\x00\"]", "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\🌀\"]", "[\"\\",
        "[\"\\a\"]", "[\"\\uqqqq\"]", "[\\u0020\"asd\"]", "[\\n]", "\"", "['single quote']", "abc", "[\"a\u{0}a\"]", "[\"new\nline\"]",
        "[\"\t\"]", "\"x\"y", "<.>", "[<null>]", "[1]x", "[1]]", "{]", "[}", "{}}", "[\u{C}]", "1]", "[1\u{A0}]", "\u{FEFF}[]", "\u{2060}[]",
        "{\"a\":/*comment*/\"b\"}", "[\"a\",4,1,", "{\"\u{1}\":1}", "nullx", "truefalse", "--1", "1e", "-", "[\"\\u12\u{E9}4\"]",
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(throws: JSONSyntaxError.self) { try JSONScanner.value(of: Array(text.utf8)) }
    }

    @Test(arguments: [
        [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0x81], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0xAF], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x90, 0x28, 0xBC], [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0x61, 0xE9],
    ] as [[UInt8]])
    func refusesInvalidUTF8(_ inside: [UInt8]) {
        for padding in 0..<10 {
            let bytes = Array("\"".utf8) + [UInt8](repeating: 0x61, count: padding) + inside + Array("\"".utf8)
            #expect(throws: JSONSyntaxError.self) { try JSONScanner.value(of: bytes) }
        }
    }

    @Test(arguments: 0..<0x20 as Range<UInt8>)
    func refusesControlCharacters(_ byte: UInt8) throws {
        for padding in 0..<9 {
            let bytes = Array("\"".utf8) + [UInt8](repeating: 0x61, count: padding) + [byte] + Array("aaaaaaaaa\"".utf8)
            let expected = JSONSyntaxError(.controlCharacter, at: 1 + padding)
            #expect(throws: expected) { try JSONScanner.value(of: bytes) }
        }
    }

    @Test func saysWhereAndWhy() {
        #expect(throws: JSONSyntaxError(.unexpectedByte, at: 5)) { try JSONValue(parsing: #"{"a":x}"#) }
        #expect(throws: JSONSyntaxError(.unexpectedEnd, at: 5)) { try JSONValue(parsing: #"{"a":"#) }
        #expect(throws: JSONSyntaxError(.trailingBytes, at: 3)) { try JSONValue(parsing: "{} {}") }
        #expect(throws: JSONSyntaxError(.invalidNumber, at: 2)) { try JSONValue(parsing: "[01]") }
        #expect(JSONSyntaxError(.unexpectedByte, at: 12).description == "unexpected character at byte 12")
    }
}

extension String {
    fileprivate var trimmedOfJSONSpace: String {
        let space: Set<Character> = [" ", "\n", "\r", "\t", "\r\n"]
        return String(drop(while: space.contains).reversed().drop(while: space.contains).reversed())
    }
}
