import MeshesClient
import MeshesModel

/// What a visitor of the demo product chose: whom to be, and how the pages look.
struct DemoHostChoices: Decodable {
    /// Place in the list of customers.
    let customer: Int
    let role: SessionRole
    let type: SessionType
    let theme: Appearance.Theme

    func session(in workspace: WorkspaceID, origin: String) -> API.SessionCreate {
        API.SessionCreate(
            workspace: workspace, role: role, type: type, scopes: role == .member ? [] : [.readPayloads], externalUser: "demo-\(role)",
            allowedOrigins: [origin], appearance: Appearance(theme: theme))
    }
}
