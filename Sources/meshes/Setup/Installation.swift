import MeshesModel
import MeshesStorage

/// The first things of an installation: organisation, workspace, machine key.
struct Installation {
    let store: Store

    /// Makes them and hands out the secrets, which are never shown again; nil when there is an organisation already. Of several
    /// nodes that start on an empty store one makes them.
    func setUp(organization name: String, workspace workspaceName: String, url: String?) async throws -> Credentials? {
        guard let organization = try await store.organizations.createFirst(name: name) else { return nil }
        let access = Access.system(organization.id)
        let key = try await store.machineKeys.create(access, name: "First key")
        let (workspace, publishableKey) = try await store.workspaces.create(access, name: workspaceName, description: nil)
        return Credentials(
            url: url, organizationID: organization.id.description, accessKey: key.accessKey, secretKey: key.secret.reveal(),
            workspaceID: workspace.id.description, publishableKey: publishableKey.key)
    }
}
