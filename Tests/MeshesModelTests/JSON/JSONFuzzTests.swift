import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct JSONFuzzTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func readsBackWhatItWrites(_ seed: UInt64) throws {
        var random = SeededRandom(seed)
        for _ in 0..<25 {
            let value = randomValue(&random, depth: 0)
            #expect(try JSONValue(parsing: value.compactBytes) == value)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func refusesEveryTruncation(_ seed: UInt64) {
        var random = SeededRandom(seed)
        let bytes = JSONValue.object(["key": randomValue(&random, depth: 0), "last": "é𝄞\n"]).compactBytes
        for count in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try JSONScanner.value(of: Array(bytes[..<count])) }
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func agreesWithItselfOnDamagedText(_ seed: UInt64) {
        var random = SeededRandom(seed)
        for _ in 0..<100 {
            var bytes = JSONValue.array([randomValue(&random, depth: 0)]).compactBytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = Self.nasty.randomElement(using: &random) ?? 0
            }
            let value = try? JSONValue(parsing: bytes)
            #expect(((try? JSONScanner.value(of: bytes)) != nil) == (value != nil))
            guard let value else { continue }
            #expect(String(validating: bytes, as: UTF8.self) != nil)
            #expect((try? JSONValue(parsing: value.compactBytes)) == value)
        }
    }

    private static let nasty: [UInt8] =
        Array("{}[]\",:\\/u0123456789eE+-. \n\ttfnabcdx".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC3, 0xE2, 0xED, 0xF0, 0xFF]

    private func randomValue(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3: return .double(Double.random(in: -1e12...1e12, using: &random))
        case 4: return .string(randomText(&random))
        case 5: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in randomValue(&random, depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                object[randomText(&random)] = randomValue(&random, depth: depth + 1)
            }
            return .object(object)
        }
    }

    private func randomText(_ random: inout SeededRandom) -> String {
        let scalars: [Unicode.Scalar] = ["a", "Z", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "é", "€", "𝄞", "\u{301}", "\u{FFFF}", " "]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<24, using: &random) { text.append(scalars.randomElement(using: &random) ?? "a") }
        return String(text)
    }
}
