public import MeshesModel

/// An organisation with a workspace and credentials.
public struct TestTenant: Sendable {
    public var organization: Organization
    public var workspace: Workspace
    public var publishableKey: PublishableKey
    public var machineKey: MachineKey

    /// The program's own access to it.
    public var access: Access { .system(organization.id) }
}
