public import MeshesModel

/// What an empty store begins with.
public struct FirstOrganization: Sendable {
    public let organization: Organization
    public let machineKey: MachineKey
    public let workspace: Workspace
    public let publishableKey: PublishableKey
}
