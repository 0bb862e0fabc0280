import MeshesDestinations
import MeshesModel
import MeshesTestSupport

/// The event of webhook.md 8 and a destination around it.
enum Samples {
    static let url = "https://hooks.example.com/in"
    static let key = "meshes-test-secret-0123456789abcdef"
    static let raw = #"{"email":"zoë@example.com","plan":"pro"}"#
    static let wrapped =
        #"{"uuid":"5f0c2f4e-8a55-4f0e-9b1b-0c8e6a6d7f10","event":"user.signup","resource":"user","resource_id":"usr_2048","#
        + #""payload":{"email":"zoë@example.com","plan":"pro"},"time_created":1774137600000,"time_sent":1774137600500}"#
    static let sentAt = Timestamp(milliseconds: 1_774_137_600_500)
    static let newSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    static let oldSecret = "whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno"

    static func job(
        payload: String = raw, name: String = "user.signup", resource: String = "user", resourceID: String? = "usr_2048",
        attempt: Int = 1
    ) throws -> DeliveryJob {
        DeliveryJob(
            delivery: try id("9b2b7c52-3f55-4c53-9c63-8c0a5c8de001"), event: try id("5f0c2f4e-8a55-4f0e-9b1b-0c8e6a6d7f10"),
            eventName: name, resource: resource, resourceID: resourceID, createdAt: Timestamp(milliseconds: 1_774_137_600_000),
            payload: Array(payload.utf8), ruleMetadata: ["action": "send_webhook"], attemptNumber: attempt
        )
    }

    static func workspace() throws -> Workspace.ID { try id("0198a000-0000-7000-8000-000000000001") }

    static func destination(
        _ sender: any HTTPSender = RecordingSender(), time: ManualTime = ManualTime(sentAt), hosts: GuardPolicy = .strict
    ) -> WebhookDestination {
        WebhookDestination(
            policy: WebhookPolicy(hosts: hosts, userAgent: "Meshes/1.0"), sender: sender, time: time, ids: IdentifierSource(time: time)
        )
    }

    /// Lets the tests' receiver through, and nothing else that is not public.
    static func loopback(caFile: String? = nil, hosts: [String] = []) throws -> GuardPolicy {
        try GuardPolicy(allowHTTP: "allowListed", allowedHosts: hosts, allowedCIDRs: ["127.0.0.1/32"], caFile: caFile)
    }

    static func client(_ policy: GuardPolicy, _ resolver: any AddressResolver = StubResolver()) throws -> GuardedHTTPClient {
        try GuardedHTTPClient(policy: policy, resolver: resolver, time: SystemTime())
    }

    private static func id<Entity>(_ text: String) throws -> Identifier<Entity> {
        guard let id = Identifier<Entity>(text) else { throw MeshesError(.internalError, "no id") }
        return id
    }
}

/// The parameters that an error names.
func parameters(_ error: MeshesError?) -> [String] { error?.issues.map(\.param) ?? [] }
