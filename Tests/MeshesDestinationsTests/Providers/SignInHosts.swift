import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesDestinations

/// The calls of one sign-in.
struct SignInHosts {
    private let sender: RecordingSender
    private let destination: (any OAuthDestination)?
    private let app = OAuthApp(clientID: "client", clientSecret: Secret("secret"), botToken: Secret("bot"))

    /// - Parameters:
    ///   - authorize: the operator's root in the place of the provider's consent page, `token` of its token calls.
    ///   - answer: to every call.
    init(_ type: IntegrationType, authorize: String? = nil, token: String? = nil, answer: String = #"{"access_token":"a","ok":true}"#) {
        sender = RecordingSender(status: 200, headers: [("content-type", "application/json")], body: answer)
        let gateway = ProviderGateway(sender: sender, time: ManualTime(), userAgent: "Meshes-Selfhost/test")
        let configuration = OAuthConfiguration(app: app, authorizeRoot: authorize, tokenRoot: token)
        destination = DestinationRegistry(DestinationRegistry.providers(gateway, apps: [type: configuration]))[type] as? any OAuthDestination
    }

    var calls: [String] { sender.requests.map(\.url.text) }

    func consentPage() throws -> String {
        try #require(destination).authorizationURL(
            OAuthRequest(
                redirectURI: "https://meshes.example.com/oauth", state: Secret("state"), challenge: "challenge", account: nil, settings: [:]), with: app)
    }

    func exchange() async throws {
        _ = try await #require(destination).exchange(
            OAuthCode(code: Secret("ok"), redirectURI: "https://meshes.example.com/oauth", verifier: Secret("verifier"), settings: [:]), with: app)
    }
}
