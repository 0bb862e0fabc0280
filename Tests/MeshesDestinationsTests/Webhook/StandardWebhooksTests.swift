import NIOCore
import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// The vectors of webhook.md 8.2, and rotation.
@Suite struct StandardWebhooksTests {
    @Test func agreesWithThePublishedVector() throws {
        let key = try #require(StandardWebhooks.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = StandardWebhooks.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: ByteBuffer(string: #"{"test": 2432232314}"#), keys: [key]
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(arguments: [
        ("wrapped", false, 0, "v1,nnJuhxcT0KPSYm4GNR4a/hpFPGsFaQjsbNzZXjj6xHo="),
        ("wrapped", true, 0, "v1,nnJuhxcT0KPSYm4GNR4a/hpFPGsFaQjsbNzZXjj6xHo= v1,dRFmApKCHo9fcIWx93SDpLqGv54ftRwt6jX+4PZZ02k="),
        ("raw", false, 0, "v1,MYVbpo3xpo+EF3kVbj0P92/YpKZiC8NnYnz5Mrg9t1o="),
        ("raw", true, 0, "v1,MYVbpo3xpo+EF3kVbj0P92/YpKZiC8NnYnz5Mrg9t1o= v1,N8Ml/WK9p6UL2gr45Bw0qspdlA/CjLIY2c3oY2MuZUA="),
        ("raw", false, 10, "v1,bCo6YRK0GR26SK/JoGloNiib3xhjcus2x2Vde2/HB38="),
    ] as [(String, Bool, Int64, String)])
    func signsLikeTheVectors(_ mode: String, rotated: Bool, later: Int64, signature: String) async throws {
        let sender = RecordingSender()
        let time = ManualTime(Samples.sentAt)
        time.advance(by: .seconds(later))
        var settings = ConnectionSettings(
            metadata: ["url": .string(Samples.url), "payload_mode": .string(mode), "standard_webhooks": true],
            secrets: ["standard_webhooks_secret": Secret(Samples.newSecret)]
        )
        if rotated {
            settings.secrets["standard_webhooks_previous_secret"] = Secret(Samples.oldSecret)
            settings.metadata["standard_webhooks_previous_expires_at"] = .integer(Samples.sentAt.milliseconds + 1)
        }
        _ = await Samples.destination(sender, time: time).deliver(try Samples.job(), with: settings)
        let request = try #require(sender.requests.first)
        #expect(request.header("webhook-id") == "msg_9b2b7c52-3f55-4c53-9c63-8c0a5c8de001")
        #expect(request.header("webhook-timestamp") == String(1_774_137_600 + later))
        #expect(request.header("webhook-signature") == signature)
    }

    @Test(arguments: [
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=",  // 23 bytes
        "whsec_" + String(repeating: "AAAA", count: 21) + "AAA=",  // 65 bytes
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        "whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_", "whsec_not base64",
    ])
    func refusesOtherSecrets(_ secret: String) throws {
        let error = #expect(throws: MeshesError.self) {
            try Samples.destination().settings(
                from: ["url": .string(Samples.url), "standard_webhooks": "true", "standard_webhooks_secret": .string(secret)], keeping: nil
            )
        }
        #expect(error?.name == .badRequest)
        #expect(parameters(error) == ["metadata.standard_webhooks_secret"])
    }

    @Test func makesASecretAndShowsItOnce() throws {
        let destination = Samples.destination()
        let input: JSONObject = ["url": .string(Samples.url), "standard_webhooks": true]
        let created = try destination.settings(from: input, keeping: nil)
        let secret = try #require(created.secrets["standard_webhooks_secret"])
        #expect(StandardWebhooks.key(secret.reveal())?.bitCount == 256)
        #expect(created.revealOnce == ["standard_webhooks_secret": secret])
        let updated = try destination.settings(from: input, keeping: created)
        #expect(updated.secrets == created.secrets)
        #expect(updated.revealOnce.isEmpty)
    }

    @Test(arguments: [JSONValue.bool(true), "true"]) func rotates(_ word: JSONValue) async throws {
        let time = ManualTime(Samples.sentAt)
        let sender = RecordingSender()
        let destination = Samples.destination(sender, time: time)
        let input: JSONObject = ["url": .string(Samples.url), "standard_webhooks": true]
        let first = try destination.settings(
            from: input.merging(["standard_webhooks_secret": .string(Samples.oldSecret)]) { $1 }, keeping: nil
        )
        let second = try destination.settings(from: input.merging(["standard_webhooks_rotate": word]) { $1 }, keeping: first)
        let made = try #require(second.revealOnce["standard_webhooks_secret"])
        #expect(second.secrets == ["standard_webhooks_secret": made, "standard_webhooks_previous_secret": Secret(Samples.oldSecret)])
        #expect(second.metadata["standard_webhooks_previous_expires_at"] == .integer(Samples.sentAt.milliseconds + 86_400_000))
        #expect(second.metadata["standard_webhooks_rotate"] == nil)

        time.advance(by: .seconds(86_399))
        let third = try destination.settings(from: input, keeping: second)
        #expect(third.secrets == second.secrets)
        #expect(third.metadata["standard_webhooks_previous_expires_at"] == second.metadata["standard_webhooks_previous_expires_at"])
        _ = await destination.deliver(try Samples.job(), with: third)
        time.advance(by: .seconds(1))
        _ = await destination.deliver(try Samples.job(), with: third)
        #expect(sender.requests.map { $0.header("webhook-signature")?.split(separator: " ").count } == [2, 1])
        #expect(try destination.settings(from: input, keeping: third).secrets == ["standard_webhooks_secret": made])
    }

    @Test func refusesToRotateWhatIsNotThere() throws {
        for input: JSONObject in [
            ["url": .string(Samples.url), "standard_webhooks_rotate": true],
            ["url": .string(Samples.url), "standard_webhooks": true, "standard_webhooks_rotate": true],
        ] {
            let error = #expect(throws: MeshesError.self) { try Samples.destination().settings(from: input, keeping: nil) }
            #expect(parameters(error) == ["metadata.standard_webhooks_rotate"])
        }
    }
}
