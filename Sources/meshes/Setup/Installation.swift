import MeshesModel
import MeshesStorage

/// The first things of an installation: organisation, workspace, machine key.
struct Installation {
    let store: Store

    /// Makes them and hands out the secrets, which are never shown again; nil when there is an organisation already. Of several
    /// nodes that start on an empty store one makes them.
    func setUp(organization name: String, workspace workspaceName: String, url: String?) async throws -> Credentials? {
        guard let first = try await store.organizations.setUp(name: name, workspace: workspaceName) else { return nil }
        return Credentials(
            url: url, organizationID: first.organization.id.description, accessKey: first.machineKey.accessKey,
            secretKey: first.machineKey.secret.reveal(), workspaceID: first.workspace.id.description,
            publishableKey: first.publishableKey.key)
    }
}
