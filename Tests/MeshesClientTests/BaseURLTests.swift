import Testing

@testable import MeshesClient

struct BaseURLTests {
    @Test(arguments: [
        "https://meshes.example.com", "https://meshes.example.com/", "https://meshes.example.com/api/v1",
        " https://meshes.example.com/api/v1/ ",
    ])
    func rootAndVersionedAddressesAreTheSame(_ text: String) throws {
        #expect(try BaseURL(text).url(path: "/events", query: []) == "https://meshes.example.com/api/v1/events")
    }

    @Test(arguments: ["", "meshes.example.com", "ftp://meshes.example.com", "https://", "https://a.example/?x=1", "https://a.example/#x"])
    func otherTextsAreRefused(_ text: String) {
        #expect(throws: ClientError.self) { try BaseURL(text) }
    }

    @Test func queriesAreEscapedAndAbsentValuesLeftOut() throws {
        let url = try BaseURL("http://h:1").url(path: "/rules", query: [("event", "a b&c+d"), ("resource", nil), ("limit", "5")])
        #expect(url == "http://h:1/api/v1/rules?event=a%20b%26c%2Bd&limit=5")
    }
}
