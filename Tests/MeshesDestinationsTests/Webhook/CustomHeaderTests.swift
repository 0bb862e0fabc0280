import MeshesDestinations
import MeshesModel
import Testing

@Suite struct CustomHeaderTests {
    private func settings(
        _ headers: JSONValue?, keeping stored: ConnectionSettings? = nil, extra: JSONObject = [:]
    ) throws(MeshesError) -> ConnectionSettings {
        var metadata: JSONObject = ["url": .string(Samples.url)]
        metadata["custom_headers"] = headers
        return try Samples.destination().settings(from: metadata.merging(extra) { $1 }, keeping: stored)
    }

    private func sent(_ settings: ConnectionSettings) async throws -> [String] {
        let sender = RecordingSender()
        _ = await Samples.destination(sender).deliver(try Samples.job(), with: settings)
        return sender.requests.first?.headers.map { "\($0.0): \($0.1)" }.filter { ["x-a:", "x-b:"].contains($0.lowercased().prefix(4)) } ?? []
    }

    @Test(arguments: [
        [["name": "X-A", "value": "one"], ["name": "X-B", "value": "b: c"]], ["X-A": "one", "X-B": "b: c"], "X-A: one\r\nX-B:b: c \n\n",
    ] as [JSONValue])
    func comesInThreeForms(_ input: JSONValue) async throws {
        let settings = try settings(input)
        #expect(settings.metadata["custom_headers"] == [["name": "X-A", "value": nil], ["name": "X-B", "value": nil]])
        #expect(settings.secrets["custom_headers"]?.reveal() == #"[{"name":"X-A","value":"one"},{"name":"X-B","value":"b: c"}]"#)
        #expect(try await sent(settings) == ["X-A: one", "X-B: b: c"])
    }

    @Test(arguments: [
        nil, .null, [["name": "x-a", "value": nil], ["name": "X-B"]], ["X-A": nil, "X-B": nil], "X-A:\nX-B: \n",
    ] as [JSONValue?])
    func keepsValuesThatAreNotSent(_ input: JSONValue?) async throws {
        let stored = try settings(["X-A": "one", "X-B": "two"])
        #expect(try await sent(try settings(input, keeping: stored)).map { $0.lowercased() } == ["x-a: one", "x-b: two"])
    }

    @Test func removesAndReplaces() async throws {
        let stored = try settings(["X-A": "one", "X-B": "two"])
        #expect(try settings("", keeping: stored).secrets.isEmpty)
        #expect(try settings([], keeping: stored).metadata["custom_headers"] == nil)
        #expect(try await sent(try settings(["X-A": "", "X-B": "new"], keeping: stored)) == ["X-B: new"])
        #expect(try await sent(try settings(["X-B": nil], keeping: stored)) == ["X-B: two"])
    }

    @Test func refusesSix() throws {
        #expect(throws: Never.self) { try settings(.object(JSONObject(uniqueKeysWithValues: (1...5).map { ("X-\($0)", "v") }))) }
        let error = #expect(throws: MeshesError.self) {
            try settings(.object(JSONObject(uniqueKeysWithValues: (1...6).map { ("X-\($0)", "v") })))
        }
        #expect(parameters(error) == ["metadata.custom_headers"])
    }

    @Test(arguments: [
        "Content-Type", "content-length", "Content-Encoding", "Content-MD5", "HOST", "Connection", "Keep-Alive", "Proxy-Authorization",
        "proxy-x", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "User-Agent", "Accept", "Accept-Encoding", "Date", "Via",
        "Forwarded", "X-Forwarded-For", "x-forwarded-host", "Cookie", "Set-Cookie", "HTTP2-Settings", ":authority", "X-Meshes-Test",
        "x-meshes-signature", "webhook-id", "Webhook-Anything", "Authorization", "", "a b", "a\r\nb", "a:b", "é", "a\u{0}",
        String(repeating: "n", count: 65),
    ])
    func refusesTheName(_ name: String) {
        let error = #expect(throws: MeshesError.self) { try settings([["name": .string(name), "value": "v"]]) }
        #expect(parameters(error) == ["metadata.custom_headers.0.name"])
    }

    @Test(arguments: ["", " a", "a ", "a\r\nX: y", "a\nb", "a\u{0}", "a\tb", "é", "\u{7F}", String(repeating: "v", count: 4097)])
    func refusesTheValue(_ value: String) {
        let error = #expect(throws: MeshesError.self) { try settings([["name": "X-A", "value": .string(value)]]) }
        #expect(parameters(error) == ["metadata.custom_headers.0.value"])
    }

    @Test func namesAreUniqueAndApartFromAuthAndSignature() {
        let twice = #expect(throws: MeshesError.self) { try settings([["name": "X-A", "value": "1"], ["name": "x-a", "value": "2"]]) }
        #expect(parameters(twice) == ["metadata.custom_headers.1.name"])
        let auth: JSONObject = ["auth_scheme": "header", "auth_header_name": "X-Key", "auth_header_value": "v"]
        let likeAuth = #expect(throws: MeshesError.self) { try settings(["x-key": "1"], extra: auth) }
        #expect(parameters(likeAuth) == ["metadata.custom_headers.0.name"])
        let signing: JSONObject = ["hmac_algorithm": "sha256", "hmac_secret": .string(Samples.key), "hmac_header": "X-Sign"]
        let likeSignature = #expect(throws: MeshesError.self) { try settings(["x-sign": "1"], extra: signing) }
        #expect(parameters(likeSignature) == ["metadata.custom_headers.0.name"])
        let same = #expect(throws: MeshesError.self) {
            try settings(nil, extra: auth.merging(signing) { $1 }.merging(["hmac_header": "X-KEY"]) { $1 })
        }
        #expect(parameters(same) == ["metadata.hmac_header"])
    }

    @Test(arguments: [1, true, [1], [["value": "v"]], ["X-A": 1], "no colon"] as [JSONValue])
    func refusesOtherForms(_ input: JSONValue) {
        let error = #expect(throws: MeshesError.self) { try settings(input) }
        #expect(parameters(error) == ["metadata.custom_headers"])
    }
}
