import MeshesModel

/// What is particular to one provider's API, as far as calls and answers go.
struct ProviderProfile: Sendable {
    var type: IntegrationType
    /// As people know it, for messages.
    var name: String
    /// The provider's own API root, for example `https://api.example.com/v3`.
    var root: String
    /// Hosts that the provider may name in answers, see `ProviderRoot.returned`.
    var ownHost: ProviderHosts
    /// Sent with every call.
    var headers: [(String, String)]
    /// What calls say of who makes them; nil for what all of this server's calls say.
    var userAgent: String?
    /// How many calls one credential may make, unless the provider's headers say otherwise.
    var pace: RequestPace
    /// How many calls for lists and fields one credential may make, where these are counted apart; nil where `pace` is for all.
    var listPace: RequestPace?
    /// How many calls all parts of an account may make together, where `pace` counts for each of them; nil for any number.
    var wholePace: RequestPace?
    /// How many calls one credential may have under way at once; nil for any number.
    var simultaneous: Int?
    /// Answers that do not mean what `AnswerMeaning.standard` says; nil for those that do.
    var exception: @Sendable (ProviderAnswer) -> AnswerMeaning?
    /// The provider's own reason for a refusal, one line.
    var reason: @Sendable (ProviderAnswer) -> String?
    /// What an answer says of the rate limit.
    var limit: @Sendable (ProviderAnswer, Timestamp) -> RequestPacer.Notice?
    /// The provider's own id of a call, for its support.
    var requestID: @Sendable (ProviderAnswer) -> String?

    init(
        type: IntegrationType, name: String, root: String, ownHost: ProviderHosts, headers: [(String, String)] = [],
        userAgent: String? = nil, pace: RequestPace, listPace: RequestPace? = nil, wholePace: RequestPace? = nil,
        simultaneous: Int? = nil,
        exception: @escaping @Sendable (ProviderAnswer) -> AnswerMeaning? = { _ in nil },
        reason: @escaping @Sendable (ProviderAnswer) -> String? = { $0["message"]?.string },
        limit: @escaping @Sendable (ProviderAnswer, Timestamp) -> RequestPacer.Notice? = { _, _ in nil },
        requestID: @escaping @Sendable (ProviderAnswer) -> String? = { $0.raw.requestID }
    ) {
        self.type = type
        self.name = name
        self.root = root
        self.ownHost = ownHost
        self.headers = headers
        self.userAgent = userAgent
        self.pace = pace
        self.listPace = listPace
        self.wholePace = wholePace
        self.simultaneous = simultaneous
        self.exception = exception
        self.reason = reason
        self.limit = limit
        self.requestID = requestID
    }

    func meaning(of answer: ProviderAnswer) -> AnswerMeaning { exception(answer) ?? .standard(answer) }
}
