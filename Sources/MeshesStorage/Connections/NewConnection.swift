public import MeshesModel

/// A connection that is about to be made; the settings have been checked.
public struct NewConnection: Sendable {
    public var workspace: Workspace.ID
    public var type: IntegrationType
    public var name: String
    public var metadata: JSONObject
    public var secrets: [String: Secret]
    public var active: Bool
    public var hidden: Bool

    public init(
        workspace: Workspace.ID, type: IntegrationType, name: String, metadata: JSONObject, secrets: [String: Secret] = [:],
        active: Bool = true, hidden: Bool = false
    ) {
        self.workspace = workspace
        self.type = type
        self.name = name
        self.metadata = metadata
        self.secrets = secrets
        self.active = active
        self.hidden = hidden
    }
}
