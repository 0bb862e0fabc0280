/// Who calls, and what they may reach. Every read and write of tenant data takes one; a repository puts the organisation,
/// the workspace and the resource lock of it into its SQL, so that what lies outside answers "not found".
public struct Access: Hashable, Sendable {
    /// The kind of credential behind a call.
    public enum Principal: Hashable, Sendable {
        /// A machine token, by its access key.
        case machine(accessKey: String)
        /// A publishable key: may emit, nothing else.
        case publishableKey
        /// The token of an embed session. Such an access always has a workspace.
        case session(SessionGrant)
        /// The program itself: set-up, engine, maintenance.
        case system
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

    /// What an embed session reaches.
    public static func session(
        _ grant: SessionGrant, organization: Organization.ID, workspace: Workspace.ID
    ) -> Access {
        Access(principal: .session(grant), organization: organization, workspace: workspace)
    }

    /// Short text for `created_by`.
    public var createdBy: String {
        switch principal {
        case .machine(let accessKey): "machine:\(accessKey)"
        case .publishableKey: "publishable_key"
        case .session(let grant): "session:\(EmbedSession.text(grant.session))"
        case .system: "system"
        }
    }

    /// The grant of a session; nil for every other principal.
    public var session: SessionGrant? {
        if case .session(let grant) = principal { grant } else { nil }
    }

    /// The resource that a session is locked to.
    public var lock: ResourceLock? { session?.lock }

    /// Whether a workspace lies within reach, as far as that can be told without the store.
    public func reaches(_ workspace: Workspace.ID) -> Bool {
        self.workspace == nil || self.workspace == workspace
    }
}
