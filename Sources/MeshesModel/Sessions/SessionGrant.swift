/// What an embed session gives to whoever holds its token.
public struct SessionGrant: Hashable, Sendable {
    public var session: EmbedSession.ID
    public var role: SessionRole
    public var type: SessionType
    /// Set for type `resource` and for no other.
    public var lock: ResourceLock?
    public var scopes: Set<SessionScope>

    public init(
        session: EmbedSession.ID, role: SessionRole, type: SessionType = .workspace, lock: ResourceLock? = nil,
        scopes: Set<SessionScope> = []
    ) {
        self.session = session
        self.role = role
        self.type = type
        self.lock = lock
        self.scopes = scopes
    }

    /// Throws 403 that names what is missing, unless everything the requirement asks for is there.
    public func require(_ requirement: SessionRequirement) throws(MeshesError) {
        guard requirement.types.contains(type) else {
            let types = SessionType.allCases.filter(requirement.types.contains).map(\.rawValue).joined(separator: " or ")
            throw MeshesError(.forbidden, "This needs a session of type \(types); this one is of type \(type.rawValue).")
        }
        guard role >= requirement.role else {
            let roles = SessionRole.allCases.filter { $0 >= requirement.role }.map(\.rawValue).joined(separator: " or ")
            throw MeshesError(.forbidden, "This needs the role \(roles); this session's role is \(role.rawValue).")
        }
        if let scope = requirement.scope, !scopes.contains(scope) {
            throw MeshesError(.scopeRequired, "This needs the scope \(scope.rawValue), which this session was not given.")
        }
    }
}
