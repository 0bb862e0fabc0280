import MeshesClient
import MeshesModel

/// A client command's server, keys and way to speak. What is missing is only noticed when it is needed.
struct ClientContext: Sendable {
    let output: Output
    let url: String
    private let data: String
    private let organization: String?
    private let accessKey: String?
    private let secretKey: Secret?
    private let workspaceText: String?
    private let publishableKey: String?

    /// - Throws: `InvalidSetting`, or `CommandFailure` for a credentials file that cannot be read.
    init(sources: SettingSources, output: Output) throws {
        self.output = output
        data = try sources.value(SettingTable.data)
        let file = try CredentialsFile.read(in: data)
        url = try sources.value(SettingTable.url) ?? file?.url ?? "http://127.0.0.1:8080"
        organization = try sources.value(SettingTable.organizationID) ?? file?.organizationID
        accessKey = try sources.value(SettingTable.accessKey) ?? file?.accessKey
        secretKey = try sources.value(SettingTable.secretKey) ?? file.map { Secret($0.secretKey) }
        workspaceText = try sources.value(SettingTable.workspaceID) ?? file?.workspaceID
        publishableKey = try sources.value(SettingTable.publishableKey) ?? file?.publishableKey
    }

    /// The workspace that was named; nil when none was.
    func workspace() throws -> WorkspaceID? {
        guard let workspaceText else { return nil }
        guard let id = WorkspaceID(workspaceText) else { throw CommandFailure("\"\(workspaceText)\" is not a workspace id.") }
        return id
    }

    /// A client of the management API.
    func management() throws -> ManagementClient {
        guard let organization, let accessKey, let secretKey else { throw missing("the access key and its secret") }
        guard let id = OrganizationID(organization) else { throw CommandFailure("\"\(organization)\" is not an organisation id.") }
        return try ManagementClient(url: url, organization: id, accessKey: accessKey, secretKey: secretKey)
    }

    /// A client that emits with the publishable key; nil when there is none.
    func events() throws -> EventsClient? {
        try publishableKey.map { key throws(ClientError) in try EventsClient(url: url, publishableKey: key) }
    }

    private func missing(_ what: String) -> CommandFailure {
        CommandFailure(
            """
            No credentials: give \(what) by flags, by MESHES_ORGANIZATION_ID, MESHES_ACCESS_KEY and MESHES_SECRET_KEY, \
            or point --data at a directory with credentials.json (looked in "\(data)").
            """)
    }
}
