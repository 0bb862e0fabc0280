import MeshesDestinations
import MeshesModel
import Testing

@Suite struct SecretTests {
    private static let input: JSONObject = [
        "url": .string(Samples.url), "auth_scheme": "basic", "auth_username": "me", "auth_password": "pass-1",
        "custom_headers": ["X-A": "value-1"], "hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef",
        "standard_webhooks": true, "standard_webhooks_secret": .string(Samples.newSecret),
    ]
    private static let secretKeys = ["auth_password", "custom_headers", "hmac_secret", "standard_webhooks_secret"]

    private func settings(_ metadata: JSONObject, keeping stored: ConnectionSettings? = nil) throws(MeshesError) -> ConnectionSettings {
        try Samples.destination().settings(from: metadata, keeping: stored)
    }

    @Test func liesApartFromWhatMayBeRead() throws {
        let settings = try settings(Self.input)
        #expect(settings.secrets.keys.sorted() == Self.secretKeys)
        let readable = String(describing: settings.metadata)
        for text in ["pass-1", "value-1", "0123456789abcdef", Samples.newSecret] { #expect(!readable.contains(text)) }
        #expect(!String(describing: settings).contains("pass-1"))
    }

    @Test(arguments: [true, false]) func isKeptWhenAbsentOrNull(_ isNull: Bool) throws {
        let stored = try settings(Self.input)
        var update = Self.input
        for key in Self.secretKeys { update[key] = isNull ? .null : nil }
        #expect(try settings(update, keeping: stored).secrets == stored.secrets)
    }

    @Test func isRemovedByAnEmptyTextAndReplacedByAnother() throws {
        let stored = try settings(Self.input)
        var update = Self.input
        update["auth_password"] = ""
        update["hmac_secret"] = "fedcba9876543210"
        let changed = try settings(update, keeping: stored)
        #expect(changed.secrets["auth_password"] == nil)
        #expect(changed.secrets["hmac_secret"] == Secret("fedcba9876543210"))
        update["hmac_secret"] = ""
        let error = #expect(throws: MeshesError.self) { try settings(update, keeping: stored) }
        #expect(parameters(error) == ["metadata.hmac_secret"])
    }

    @Test func goesWithItsScheme() throws {
        let stored = try settings(Self.input)
        let bare = try settings(["url": .string(Samples.url), "custom_headers": []], keeping: stored)
        #expect(bare.secrets.isEmpty)
        #expect(throws: MeshesError.self) {
            try settings(["url": .string(Samples.url), "auth_scheme": "bearer"], keeping: bare)
        }
    }

    @Test(arguments: ["https://evil.example.com/in", "https://hooks.example.com.evil.example/in"])
    func isNotCarriedToAnotherHostUnseen(_ url: String) throws {
        let stored = try settings(Self.input)
        var update = Self.input
        update["url"] = .string(url)
        for key in Self.secretKeys { update[key] = nil }
        let error = #expect(throws: MeshesError.self) { try settings(update, keeping: stored) }
        #expect(error?.name == .unprocessableEntity)
        #expect(Set(parameters(error)) == Set(Self.secretKeys.map { "metadata.\($0)" }))

        update = Self.input
        update["url"] = .string(url)
        #expect(try settings(update, keeping: stored).metadata["url"] == .string(url))
        update["custom_headers"] = [["name": "X-A", "value": nil]]
        let one = #expect(throws: MeshesError.self) { try settings(update, keeping: stored) }
        #expect(parameters(one) == ["metadata.custom_headers.0.value"])
    }

    @Test func isNotCarriedToAnotherSchemeOrThroughARotation() throws {
        let open = Samples.destination(hosts: try GuardPolicy(allowHTTP: "always"))
        let stored = try open.settings(from: ["url": .string(Samples.url), "auth_scheme": "bearer", "auth_token": "t0ken"], keeping: nil)
        let plain = #expect(throws: MeshesError.self) {
            try open.settings(from: ["url": "http://hooks.example.com/in", "auth_scheme": "bearer"], keeping: stored)
        }
        #expect(plain?.name == .unprocessableEntity)
        let signed = try settings(["url": .string(Samples.url), "standard_webhooks": true])
        let rotated = #expect(throws: MeshesError.self) {
            try settings(
                ["url": "https://evil.example.com/", "standard_webhooks": true, "standard_webhooks_rotate": true], keeping: signed
            )
        }
        #expect(rotated?.name == .unprocessableEntity)
    }

    @Test func anotherPathOnTheSameHostKeepsIt() throws {
        let stored = try settings(Self.input)
        let moved = try settings(
            Self.input.filter { !Self.secretKeys.contains($0.key) }.merging(["url": "https://HOOKS.example.com/other"]) { $1 }, keeping: stored
        )
        #expect(moved.secrets == stored.secrets)
    }
}
