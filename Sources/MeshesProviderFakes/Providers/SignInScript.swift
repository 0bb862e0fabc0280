public import MeshesDestinations
public import MeshesModel

/// A stand-in for a provider that people sign in to.
public protocol SignInScript: DestinationScript {
    /// The code that its consent page hands out for a sign-in that can be renewed, where it can be renewed at all.
    static var code: String { get }
    /// The app that it knows.
    static var app: OAuthApp { get }
    /// What the operator has chosen.
    static var options: ProviderOptions { get }
    /// Why a connection is off whose sign-in was taken back, and whose refresh token is refused.
    static var endings: (revoked: InactiveReason, refused: InactiveReason) { get }
    /// Whether tokens can be renewed, and whether that spends the refresh token.
    static var renewal: Renewal { get }

    var tokens: TokenVault { get set }
}

public enum Renewal: Sendable {
    case never, keepsRefreshToken, rotates
}

extension SignInScript {
    public static var code: String { "ok" }
    public static var options: ProviderOptions { ProviderOptions() }
    public static var app: OAuthApp { OAuthApp(clientID: "\(type.rawValue)-client", clientSecret: Secret("\(type.rawValue)-secret-0123456789")) }

    public var secrets: [String] { tokens.secrets + [Self.app.botToken?.reveal()].compactMap(\.self) }
    public var refreshes: Int { tokens.refreshes }
    public var revocations: Int { tokens.revocations }
    public mutating func expireNext() { tokens.expire() }
    public mutating func revoke() { tokens.revoke() }
    public mutating func forgetRefreshToken() { tokens.forgetRefreshToken() }
}

extension ProviderFake where Script: SignInScript {
    /// What leads a server to it: values of settings, by path.
    public var settings: [String: String] {
        var settings = ["client_id": Script.app.clientID, "client_secret": Script.app.clientSecret.reveal()]
        for base in ["authorize_base", "token_base", "api_base"] { settings[base] = root }
        settings["bot_token"] = Script.app.botToken?.reveal()
        return Dictionary(uniqueKeysWithValues: settings.map { ("\(Script.type.rawValue).\($0.key)", $0.value) })
    }
}

/// A stand-in of any type that people sign in to.
public protocol SignInFake: DestinationFake {
    var tokens: TokenVault { get }
    func changeTokens(_ body: (inout TokenVault) -> Void)
    /// Where a browser is sent that opens an address of the stand-in's; nil when it is sent nowhere.
    func visit(_ address: String) -> String?
}

extension ProviderFake: SignInFake where Script: SignInScript {
    public var tokens: TokenVault { state.tokens }
    public func changeTokens(_ body: (inout TokenVault) -> Void) { change { body(&$0.tokens) } }
}
