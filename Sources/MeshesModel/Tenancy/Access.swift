/// Who calls, and what they may reach. Every read and write of tenant data takes one; a repository puts the organisation
/// and the workspace of it into its SQL, so that what lies outside answers "not found".
public struct Access: Hashable, Sendable {
    /// The kind of credential behind a call.
    public enum Principal: Hashable, Sendable {
        /// A machine token, by its access key.
        case machine(accessKey: String)
        /// A publishable key: may emit, nothing else.
        case publishableKey
        /// The program itself: set-up, engine, maintenance.
        case system
    }

    /// What a caller wants to do.
    public enum Ability: Hashable, Sendable {
        case emit
        case read
        /// Event payloads and captured answers of destinations.
        case readPayload
        /// Connections, rules, mappings, retries and cancels.
        case manage
        /// Names and descriptions of workspaces.
        case administer
        /// New workspaces; refused to a key that is limited to one.
        case createWorkspaces
    }

    public let principal: Principal
    public let organization: Organization.ID
    /// The only workspace within reach; nil reaches all of the organisation.
    public let workspace: Workspace.ID?

    public init(principal: Principal, organization: Organization.ID, workspace: Workspace.ID? = nil) {
        self.principal = principal
        self.organization = organization
        self.workspace = workspace
    }

    /// The program's own access to one organisation.
    public static func system(_ organization: Organization.ID, workspace: Workspace.ID? = nil) -> Access {
        Access(principal: .system, organization: organization, workspace: workspace)
    }

    /// Short text for `created_by`.
    public var createdBy: String {
        switch principal {
        case .machine(let accessKey): "machine:\(accessKey)"
        case .publishableKey: "publishable_key"
        case .system: "system"
        }
    }

    public func allows(_ ability: Ability) -> Bool {
        switch principal {
        case .system: true
        case .publishableKey: ability == .emit
        case .machine: ability != .createWorkspaces || workspace == nil
        }
    }

    /// Whether a workspace lies within reach, as far as that can be told without the store.
    public func reaches(_ workspace: Workspace.ID) -> Bool {
        self.workspace == nil || self.workspace == workspace
    }

    /// Throws 403 unless the ability is given.
    public func require(_ ability: Ability) throws(MeshesError) {
        guard allows(ability) else {
            throw MeshesError(.forbidden, "This credential may not do that.")
        }
    }
}
