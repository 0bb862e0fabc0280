import MeshesModel
import MeshesStorage

/// The first things of an installation: organisation, workspace, machine key.
struct Installation {
    let store: Store

    var isSetUp: Bool {
        get async throws { try await !store.organizations.all().isEmpty }
    }

    /// Makes them and hands out the secrets, which are never shown again.
    func setUp(organization name: String, workspace workspaceName: String, url: String?) async throws -> Credentials {
        let organization = try await store.organizations.create(name: name)
        let access = Access.system(organization.id)
        let key = try await store.machineKeys.create(access, name: "First key")
        let (workspace, publishableKey) = try await store.workspaces.create(access, name: workspaceName, description: nil)
        return Credentials(
            url: url, organizationID: organization.id.description, accessKey: key.accessKey, secretKey: key.secret.reveal(),
            workspaceID: workspace.id.description, publishableKey: publishableKey.key)
    }
}
