import MeshesModel

/// Settings of the commands that call a server. Each may also come from `credentials.json` in the data directory.
extension SettingTable {
    static let url = Setting<String?>.optionalAddress("url", meaning: "Address of the server that client commands call.")
    static let organizationID = Setting<String?>.optionalText("organization_id", meaning: "Organisation of the access key.")
    static let accessKey = Setting<String?>.optionalText("access_key", meaning: "Access key (`mk_…`) for the management API.")
    static let secretKey = Setting<Secret?>.secret("secret_key", meaning: "Secret of the access key.")
    static let workspaceID = Setting<String?>.optionalText("workspace_id", meaning: "Workspace that client commands work in.")
    static let publishableKey = Setting<String?>.optionalText("publishable_key", meaning: "Publishable key (`mesh_pub_…`) for emitting.")

    static let client: [any DescribedSetting] = [url, organizationID, accessKey, secretKey, workspaceID, publishableKey]
}
