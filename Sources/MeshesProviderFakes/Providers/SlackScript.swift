public import MeshesModel

/// What a stand-in for Slack knows (integrations/slack.md 7): consent page, tokens with rotation, channels, messages.
public struct SlackScript: SignInScript {
    public struct Message: Hashable, Sendable {
        public var channel: String
        public var text: String

        public init(channel: String, text: String) {
            self.channel = channel
            self.text = text
        }
    }

    public static let type = IntegrationType.slack
    public static let rule: JSONObject = ["action": "send_message", "id": "C_OK", "template": "Hello {{email}}"]
    public static let code = "rotating"
    public static let endings = (revoked: InactiveReason.oauthAuthorizationRevoked, refused: InactiveReason.oauthReauthorizationRequired)
    public static let renewal = Renewal.rotates

    public var switches = ProviderSwitches()
    public var tokens = TokenVault(app, access: "xoxb-", refresh: "xoxe-1-", isRotating: true)
    /// Which Slack workspace people sign in to.
    public var team = "T0001"
    /// What the app is granted.
    public var scopes = "chat:write,channels:read,groups:read,chat:write.public"
    /// Whether people install the app for a whole organisation.
    public var isEnterprise = false
    public private(set) var messages: [Message] = []
    public var deliveries: Int { messages.count }

    var hasJoined = false

    public init() {}

    mutating func keep(_ message: Message) { messages.append(message) }
}
