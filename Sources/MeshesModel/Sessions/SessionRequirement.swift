/// What a session must be to have an ability.
public struct SessionRequirement: Hashable, Sendable {
    public var types: Set<SessionType>
    /// The least role.
    public var role: SessionRole
    public var scope: SessionScope?

    init(_ types: Set<SessionType>, _ role: SessionRole = .member, scope: SessionScope? = nil) {
        self.types = types
        self.role = role
        self.scope = scope
    }
}

extension Access.Ability {
    /// What a session needs for it (embed.md 3 and 4); nil when no session has it.
    public var sessionRequirement: SessionRequirement? {
        switch self {
        case .read: SessionRequirement([.workspace, .resource, .dashboard])
        case .readHistory, .listConnections: SessionRequirement([.workspace, .resource])
        case .readConnections: SessionRequirement([.workspace])
        case .emit, .manage: SessionRequirement([.workspace, .resource], .admin)
        case .readPayload: SessionRequirement([.workspace, .resource], .admin, scope: .readPayloads)
        case .manageConnections: SessionRequirement([.workspace], .admin)
        case .forceDelete: SessionRequirement([.workspace], .owner)
        case .ingest, .readOrganization, .readHidden, .administer, .createWorkspaces, .manageSessions: nil
        }
    }
}
