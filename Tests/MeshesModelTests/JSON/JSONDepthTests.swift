import MeshesModel
import Testing

@Suite struct JSONDepthTests {
    private static func nested(_ levels: Int) -> String {
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }

    @Test(arguments: [1, 2, 32, 64, 128])
    func allowsExactlyTheLimit(_ limit: Int) throws {
        _ = try JSONValue(parsing: Self.nested(limit), maxDepth: limit)
        #expect(throws: JSONSyntaxError(.tooDeep(limit: limit), at: limit)) {
            try JSONValue(parsing: Self.nested(limit + 1), maxDepth: limit)
        }
    }

    @Test func countsObjectsAndArraysAlike() throws {
        let text = #"{"a":[{"b":[1,"x",null]}]}"#
        _ = try JSONValue(parsing: text, maxDepth: 4)
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text, maxDepth: 3) }
    }

    @Test func neverGoesDeeperThanItsOwnLimit() {
        #expect(throws: JSONSyntaxError(.tooDeep(limit: 128), at: 128)) {
            try JSONScanner.elements(of: Array(Self.nested(100_000).utf8), maxDepth: .max)
        }
        let objects = String(repeating: #"{"a":"#, count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSONScanner.members(of: Array(objects.utf8), maxDepth: .max) }
    }
}
