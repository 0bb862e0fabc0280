import Testing

@testable import MeshesDestinations

struct ProviderAddressTests {
    @Test func valuesCannotLeaveTheirSegment() throws {
        let path: ProviderPath = "/subscribers/\("ada+x@Example.com/../y?z")/groups/\(7)"
        #expect(path.description == "/subscribers/ada%2Bx%40Example.com%2F..%2Fy%3Fz/groups/7")
        #expect(path.target([("a b", "c&d")]).hasSuffix("/groups/7?a%20b=c%26d"))
    }

    @Test func theOperatorsRootReplacesTheProviders() throws {
        let own = ProviderRoot("https://api.example.com/v3", ownHost: ".example.com")
        #expect(try own.url("/lists", [("limit", "1")]).text == "https://api.example.com/v3/lists?limit=1")
        let other = ProviderRoot(
            "https://api.example.com/v3", override: try URLSyntax.parse("http://127.0.0.1:8099/fake/"), ownHost: ".example.com")
        #expect(try other.url("/lists").text == "http://127.0.0.1:8099/fake/lists")
    }
}
