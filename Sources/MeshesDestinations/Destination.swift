public import MeshesModel

/// One integration type. Nothing outside its folder knows the provider's paths, headers or error bodies.
public protocol Destination: Sendable {
    /// What `GET /integrations` says of this type.
    var integration: Integration { get }
    /// Attempts of one connection that may run side by side (delivery.md 6).
    var concurrency: Int { get }

    /// The fields that every account has, known without asking the provider; empty for destinations without mapping.
    var standardFields: [FieldDefinition] { get }
    /// Which keys a mapping may fill beside those of the catalogue; nil for none.
    var furtherFields: FurtherFields? { get }
    /// For fields whose keys are not those of the payload members that fill them: those members, the preferred one first.
    var fieldPairs: [String: [String]] { get }

    /// Checks the settings that a caller sent and merges them with those kept: a secret that is absent or null keeps its
    /// value, an empty text removes it. Makes no request.
    ///
    /// - Parameters:
    ///   - metadata: as it came in the body.
    ///   - stored: the connection's present settings; nil on creation.
    /// - Throws: `badRequest` naming each member as `metadata.<key>`, or 422 where webhook.md says so.
    func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings

    /// Tries the settings against the provider before they are saved. Returns at once when they say "skip", or when
    /// nothing that matters differs from `stored`.
    ///
    /// - Returns: what the provider tells of the account, for display: members to keep in the metadata, such as
    ///   `account_name`, and `note` for what people should know about the key.
    /// - Throws: `connectionTestFailed` or `providerRefused` (422).
    func check(
        _ settings: ConnectionSettings, replacing stored: ConnectionSettings?, workspace: Workspace.ID
    ) async throws(MeshesError) -> JSONObject

    /// Tries stored settings because somebody asked for it, whatever they say about being checked.
    ///
    /// - Throws: `connectionTestFailed` or `providerRefused` (422), 429 when asked too often.
    func test(_ settings: ConnectionSettings, workspace: Workspace.ID) async throws(MeshesError) -> ConnectionTest

    /// Throws 400 (`metadata.…`) unless the action exists and the metadata suits it.
    func validate(ruleMetadata: JSONObject) throws(MeshesError)

    /// Asks the provider about a rule that is about to be saved, where a rule could name what is not the connection's own.
    /// A provider that does not answer is no reason to refuse it.
    ///
    /// - Throws: 400 (`metadata.…`).
    func check(ruleMetadata: JSONObject, for settings: ConnectionSettings) async throws(MeshesError)

    /// Live lists of the connected account (integrations/README.md 7); `[:]` where there are none. One that the provider did
    /// not tell while it told others is null.
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject

    /// The fields that a mapping can fill; empty for destinations without mapping.
    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition]

    /// One attempt. Never throws: whatever happens is an outcome.
    func deliver(_ job: DeliveryJob, with settings: ConnectionSettings) async -> DeliveryOutcome

    /// The same destination with another network behind it, which shows what a delivery would send.
    func rehearsing(with sender: any HTTPSender) -> any Destination
}

extension Destination {
    public var standardFields: [FieldDefinition] { [] }
    public var furtherFields: FurtherFields? { nil }
    public func check(ruleMetadata: JSONObject, for settings: ConnectionSettings) async throws(MeshesError) {}
    public var fieldPairs: [String: [String]] { [:] }
}

/// Fields that a destination takes although they are in no catalogue.
public struct FurtherFields: Sendable {
    /// What their keys look like, as the end of a sentence that begins with "must".
    public var form: String
    public var takes: @Sendable (_ key: String) -> Bool
}

/// The settings of a connection, ready for use: plain ones and secrets.
public struct ConnectionSettings: Sendable {
    /// Which stored version of which connection these are, so that a destination may remember what it made of them.
    public struct Identity: Hashable, Sendable {
        public var connection: Connection.ID
        public var version: Int64

        public init(connection: Connection.ID, version: Int64) {
            self.connection = connection
            self.version = version
        }
    }

    public var metadata: JSONObject
    public var secrets: [String: Secret]
    /// Secrets that were made here and now, by key. The caller sees them once, in the answer that saves them.
    public var revealOnce: [String: Secret]
    /// Nil for settings that are not stored yet.
    public var identity: Identity?
    /// What an OAuth connection signs in with; its tokens are good now. Nil for other types.
    public var grant: OAuthGrant?
    /// What the connection's rules act on (the `id` of their metadata), the newest rule's first. Told when the account's fields
    /// are asked for.
    public var objectsOfRules: [String] = []

    public init(
        metadata: JSONObject, secrets: [String: Secret], revealOnce: [String: Secret] = [:], identity: Identity? = nil
    ) {
        self.metadata = metadata
        self.secrets = secrets
        self.revealOnce = revealOnce
        self.identity = identity
    }

    /// The settings of a stored connection.
    public init(_ connection: Connection, grant: OAuthGrant? = nil) {
        self.init(
            metadata: connection.metadata, secrets: connection.secrets,
            identity: Identity(connection: connection.id, version: connection.version)
        )
        self.grant = grant
    }
}
