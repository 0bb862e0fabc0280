public import AsyncHTTPClient
public import MeshesModel

/// The management API, for backends: signs its own short-lived tokens with the secret key.
///
/// ```swift
/// let meshes = try ManagementClient(url: "https://meshes.example.com", organization: id, accessKey: "mk_…", secretKey: Secret("…"))
/// let failed = try await meshes.events(in: workspace, matching: EventQuery(status: "failed"))
/// ```
public struct ManagementClient: Sendable {
    let transport: Transport
    private let organization: OrganizationID
    private let accessKey: String
    private let secretKey: Secret
    private let time: any TimeSource

    /// - Parameters:
    ///   - url: with or without `/api/v1`.
    ///   - time: the clock for tokens; the server allows 5 seconds of difference.
    ///   - timeout: of a whole call.
    /// - Throws: `ClientError.invalid` for a bad address or key.
    public init(
        url: String, organization: OrganizationID, accessKey: String, secretKey: Secret, http: HTTPClient = .meshes,
        time: any TimeSource = SystemTime(), timeout: Duration = .seconds(5)
    ) throws(ClientError) {
        guard accessKey.hasPrefix("mk_") else { throw .invalid("An access key starts with \"mk_\".") }
        guard !secretKey.isEmpty else { throw .invalid("The secret key is empty.") }
        transport = Transport(base: try BaseURL(url), http: http, timeout: timeout, clientName: "Meshes Swift Client v1")
        self.organization = organization
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.time = time
    }

    /// A fresh token, good for 30 seconds.
    public func token() -> String {
        MachineToken.mint(organization: organization, accessKey: accessKey, secretKey: secretKey, now: time.now())
    }

    var credential: Credential { .bearer(token()) }

    func send<Answer: Decodable>(_ call: Call, as _: Answer.Type = Answer.self) async throws(ClientError) -> Answer {
        try await transport.send(call, credential: credential)
    }
}
