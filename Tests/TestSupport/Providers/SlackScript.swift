public import MeshesDestinations
import MeshesModel

/// What a stand-in for Slack knows (integrations/slack.md 7): consent page, tokens with rotation, channels, messages.
public struct SlackScript: ProviderScript {
    public struct Message: Hashable, Sendable {
        public var channel: String
        public var text: String

        public init(channel: String, text: String) {
            self.channel = channel
            self.text = text
        }
    }

    /// The app that it knows.
    public static var app: OAuthApp { OAuthApp(clientID: clientID, clientSecret: Secret(clientSecret)) }
    static let clientID = "slack-client"
    static let clientSecret = "slack-secret-0123456789"

    public var switches = ProviderSwitches()
    /// Which Slack workspace people sign in to.
    public var team = "T0001"
    /// What the app is granted.
    public var scopes = "chat:write,channels:read,groups:read,chat:write.public"
    /// Whether people install the app for a whole organisation.
    public var isEnterprise = false
    /// Whether a refresh token that was just spent is taken once more, as long as the new access token was not used.
    public var forgivesFormerRefresh = false
    public private(set) var messages: [Message] = []
    /// How often a refresh token was taken.
    public private(set) var refreshes = 0
    public private(set) var revocations = 0

    var serial = 0
    var access: Set<String> = []
    var expired: Set<String> = []
    var isRevoked = false
    var refresh: String?
    var formerRefresh: String?
    var hasJoined = false

    public init() {}

    /// The tokens in use run out.
    public mutating func expireNext() {
        expired.formUnion(access)
        access = []
    }

    /// The app is removed from the Slack workspace.
    public mutating func revoke() { isRevoked = true }

    /// No refresh token is taken any more.
    public mutating func forgetRefreshToken() { (refresh, formerRefresh) = ("gone", nil) }

    mutating func keep(_ message: Message) { messages.append(message) }
    mutating func countRefresh() { refreshes += 1 }
    mutating func countRevocation() { revocations += 1 }
}
