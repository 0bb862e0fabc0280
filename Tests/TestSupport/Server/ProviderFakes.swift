public import MeshesDestinations
public import MeshesModel

/// The stand-ins that a server under test calls instead of providers.
public struct ProviderFakes: Sendable {
    var roots: [IntegrationType: WebURL] = [:]
    var apps: [IntegrationType: OAuthConfiguration] = [:]
    var callTimeout: Duration
    /// What the operator has chosen.
    public var options = ProviderOptions()

    /// - Parameter callTimeout: for one call of a provider.
    public init(callTimeout: Duration = .seconds(15)) {
        self.callTimeout = callTimeout
    }

    /// Puts the stand-in at `root` in the place of a provider's API.
    public func with(_ type: IntegrationType, at root: String) throws -> ProviderFakes {
        var copy = self
        copy.roots[type] = try URLSyntax.parse(root)
        return copy
    }

    /// The same for a provider that people sign in to.
    public func with(_ type: IntegrationType, at root: String, app: OAuthApp) throws -> ProviderFakes {
        var copy = try with(type, at: root)
        copy.apps[type] = OAuthConfiguration(app: app, authorizeRoot: root, tokenRoot: root)
        return copy
    }

    /// Leaves a type's consent page where the provider has it.
    public func withOwnConsent(_ type: IntegrationType) -> ProviderFakes {
        var copy = self
        copy.apps[type]?.authorizeRoot = nil
        return copy
    }

    /// The same for a stand-in that knows its own app.
    public func with<Script: SignInScript>(_ fake: ProviderFake<Script>) throws -> ProviderFakes {
        var copy = try with(Script.type, at: fake.root, app: Script.app)
        copy.options = Script.options
        return copy
    }
}
