import MeshesDestinations
import MeshesModel
import Testing

@Suite struct SettingsTests {
    private func settings(_ metadata: JSONObject, keeping stored: ConnectionSettings? = nil) throws(MeshesError) -> ConnectionSettings {
        try Samples.destination().settings(from: metadata.merging(["url": .string(Samples.url)]) { own, _ in own }, keeping: stored)
    }

    @Test func aURLAloneIsEnough() throws {
        let settings = try settings([:])
        #expect(settings.metadata == ["url": .string(Samples.url)])
        #expect(settings.secrets.isEmpty)
    }

    @Test func keepsSettingsInTheirNormalForm() throws {
        let settings = try settings([
            "url": "https://EXAMPLE.com./x", "http_method": "patch", "skip_url_test": "true", "timeout_seconds": "30",
            "standard_webhooks": "false", "unknown": "ignored",
        ])
        #expect(settings.metadata == [
            "url": "https://example.com/x", "http_method": "PATCH", "standard_webhooks": false, "timeout_seconds": 30, "skip_url_test": true,
        ])
    }

    @Test func namesEveryMemberAtFault() {
        let error = #expect(throws: MeshesError.self) {
            try settings([
                "url": "http://example.com", "http_method": "GET", "payload_mode": 1, "auth_scheme": "digest",
                "hmac_algorithm": "md5", "timeout_seconds": 31, "skip_url_test": "yes", "standard_webhooks": 1,
            ])
        }
        #expect(error?.name == .badRequest)
        #expect(Set(parameters(error)) == [
            "metadata.url", "metadata.http_method", "metadata.payload_mode", "metadata.auth_scheme", "metadata.hmac_algorithm",
            "metadata.timeout_seconds", "metadata.skip_url_test", "metadata.standard_webhooks",
        ])
    }

    @Test(arguments: [
        ([:], "url"), (["url": ""], "url"), (["url": 1], "url"), (["url": "https://10.0.0.1/"], "url"),
        (["auth_scheme": "basic"], "auth_username"), (["auth_scheme": "basic", "auth_username": "a:b"], "auth_username"),
        (["auth_scheme": "basic", "auth_username": "a\n"], "auth_username"),
        (["auth_scheme": "basic", "auth_username": "a", "auth_password": "b\r\n"], "auth_password"),
        (["auth_scheme": "bearer"], "auth_token"), (["auth_scheme": "bearer", "auth_token": "a b"], "auth_token"),
        (["auth_scheme": "bearer", "auth_token": "a\r\nX: y"], "auth_token"),
        (["auth_scheme": "header", "auth_header_value": "v"], "auth_header_name"),
        (["auth_scheme": "header", "auth_header_name": "X-Key"], "auth_header_value"),
        (["auth_scheme": "header", "auth_header_name": "X-Key\r\n", "auth_header_value": "v"], "auth_header_name"),
        (["auth_scheme": "header", "auth_header_name": "X-Key", "auth_header_value": "v\r\nX: y"], "auth_header_value"),
        (["auth_scheme": "header", "auth_header_name": "Host", "auth_header_value": "v"], "auth_header_name"),
        (["hmac_algorithm": "sha256"], "hmac_secret"), (["hmac_algorithm": "sha256", "hmac_secret": "short"], "hmac_secret"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_header": "X-Meshes-Attempt"], "hmac_header"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_header": "Authorization"], "hmac_header"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_header": "a b"], "hmac_header"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_encoding": "base32"], "hmac_encoding"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_prefix": "a b"], "hmac_prefix"),
        (["hmac_algorithm": "sha256", "hmac_secret": "0123456789abcdef", "hmac_prefix": "12345678901234567"], "hmac_prefix"),
        (["timeout_seconds": 0], "timeout_seconds"), (["timeout_seconds": 1.5], "timeout_seconds"),
        (["timeout_seconds": "soon"], "timeout_seconds"),
    ] as [(JSONObject, String)])
    func refuses(_ metadata: JSONObject, parameter: String) {
        let error = #expect(throws: MeshesError.self) {
            try Samples.destination().settings(
                from: parameter == "url" ? metadata : metadata.merging(["url": .string(Samples.url)]) { own, _ in own }, keeping: nil
            )
        }
        #expect(error?.name == .badRequest)
        #expect(parameters(error) == ["metadata.\(parameter)"])
    }

    @Test func takesTheBoundsOfTheSigningSecret() throws {
        for count in [16, 256] {
            let secret = String(repeating: "é", count: count)
            #expect(try settings(["hmac_algorithm": "sha512", "hmac_secret": .string(secret)]).secrets == ["hmac_secret": Secret(secret)])
        }
        #expect(throws: MeshesError.self) {
            try settings(["hmac_algorithm": "sha512", "hmac_secret": .string(String(repeating: "é", count: 257))])
        }
    }

    @Test func actionsAndFieldsAreEmpty() async throws {
        let destination = Samples.destination()
        let settings = try settings([:])
        #expect(try await destination.actionData(settings).isEmpty)
        #expect(try await destination.fieldCatalog(settings).isEmpty)
        #expect(throws: Never.self) { try destination.validate(ruleMetadata: ["action": "send_webhook"]) }
        let error = #expect(throws: MeshesError.self) { try destination.validate(ruleMetadata: ["action": "send_email"]) }
        #expect(parameters(error) == ["metadata.action"])
    }

    @Test func theFormNamesEverySetting() {
        let integration = Samples.destination().integration
        #expect(integration.authentication.type == .none)
        #expect(integration.authentication.fields.map(\.key) == [
            "url", "http_method", "payload_mode", "auth_scheme", "auth_username", "auth_password", "auth_token", "auth_header_name",
            "auth_header_value", "custom_headers", "hmac_algorithm", "hmac_secret", "hmac_header", "hmac_encoding", "hmac_prefix",
            "standard_webhooks", "standard_webhooks_secret", "timeout_seconds", "skip_url_test",
        ])
        #expect(integration.actions.keys.sorted() == ["send_webhook"])
        #expect(integration.actions["send_webhook"]?.data == nil)
    }
}
