/// What set-up hands out: everything a client needs. Printed once by `setup`, kept in `credentials.json` when asked.
struct Credentials: Codable, Sendable {
    var url: String?
    var organizationID: String
    var accessKey: String
    var secretKey: String
    var workspaceID: String
    var publishableKey: String

    enum CodingKeys: String, CodingKey {
        case url
        case organizationID = "organization_id"
        case accessKey = "access_key"
        case secretKey = "secret_key"
        case workspaceID = "workspace_id"
        case publishableKey = "publishable_key"
    }
}
