import MeshesModel
import Testing

@Suite struct WebOriginTests {
    @Test(arguments: [
        ("https://app.example.com", "https://app.example.com"), ("HTTPS://App.Example.COM/", "https://app.example.com"),
        ("https://app.example.com:443", "https://app.example.com"), ("https://app.example.com:8443", "https://app.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"), ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ])
    func oneFormForEverySpelling(text: String, expected: String) {
        #expect(WebOrigin(text)?.description == expected)
    }

    @Test(arguments: [
        "", "app.example.com", "http://app.example.com", "https://*.example.com", "https://app.example.com/path",
        "https://user@app.example.com", "https://app.example.com?x=1", "https://app.example.com#x", "https://",
        "https://app.example.com:0", "https://app.example.com:99999", "https://app.example.com:+80", "javascript://x",
        "https://app.example.com; script-src *", "https://a..b", "https://app.example.com//", "null", "http://localhost.evil.com",
        "https://-a.example", "https://bücher.example",
    ])
    func everythingElseIsNone(text: String) {
        #expect(WebOrigin(text) == nil)
    }
}
