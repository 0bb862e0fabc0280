import MeshesModel
import Testing

/// What each kind of session may do (embed.md 3 and 4), ability by ability.
@Suite struct SessionAbilityTests {
    private typealias Ability = Access.Ability

    private static let looking: [SessionType: Set<Ability>] = [
        .workspace: [.read, .readHistory, .listConnections, .readConnections],
        .resource: [.read, .readHistory, .listConnections],
        .dashboard: [.read],
    ]
    private static let changing: [SessionType: Set<Ability>] = [
        .workspace: [.emit, .manage, .manageConnections], .resource: [.emit, .manage], .dashboard: [],
    ]

    @Test(arguments: SessionType.allCases, SessionRole.allCases)
    func abilitiesFollowTypeRoleAndScope(type: SessionType, role: SessionRole) throws {
        for scopes in [[], [SessionScope.readPayloads]] as [Set<SessionScope>] {
            var expected = try #require(Self.looking[type])
            if role >= .admin { expected.formUnion(try #require(Self.changing[type])) }
            if role >= .admin, type != .dashboard, !scopes.isEmpty { expected.insert(.readPayload) }
            if role == .owner, type == .workspace { expected.insert(.forceDelete) }
            let access = Self.access(role, type, scopes)
            #expect(Set(Ability.allCases.filter { access.allows($0) }) == expected, "\(type) \(role) \(scopes)")
        }
    }

    @Test(arguments: [
        (SessionRole.member, SessionType.workspace, Ability.manage, ErrorName.forbidden, "role admin or owner"),
        (.admin, .workspace, .forceDelete, .forbidden, "role owner"),
        (.owner, .dashboard, .readHistory, .forbidden, "type workspace or resource"),
        (.owner, .resource, .manageConnections, .forbidden, "type workspace"),
        (.admin, .workspace, .readPayload, .scopeRequired, "events.payload:read"),
        (.member, .workspace, .readPayload, .forbidden, "role admin or owner"),
        (.owner, .workspace, .manageSessions, .forbidden, "machine token"),
    ])
    private func refusalsNameWhatIsMissing(
        role: SessionRole, type: SessionType, ability: Ability, name: ErrorName, part: String
    ) {
        let error = #expect(throws: MeshesError.self) { try Self.access(role, type).require(ability) }
        #expect(error?.name == name)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test func aMachineKeyMayAllButMakeWorkspacesOutsideItsOwn() {
        let source = IdentifierSource(time: SystemTime())
        for workspace in [nil, source.next(Workspace.self)] {
            let access = Access(principal: .machine(accessKey: "mk_1"), organization: source.next(), workspace: workspace)
            let refused = Ability.allCases.filter { !access.allows($0) }
            #expect(refused == (workspace == nil ? [] : [.createWorkspaces]))
        }
    }

    @Test func aPublishableKeyMayIngestOnly() {
        let source = IdentifierSource(time: SystemTime())
        let access = Access(principal: .publishableKey, organization: source.next(), workspace: source.next())
        #expect(Ability.allCases.filter { access.allows($0) } == [.ingest])
    }

    @Test func createdByNamesTheSession() {
        let access = Self.access(.member, .workspace)
        #expect(access.createdBy == "session:sess_" + (access.session?.session.description ?? ""))
    }

    private static func access(_ role: SessionRole, _ type: SessionType, _ scopes: Set<SessionScope> = []) -> Access {
        let source = IdentifierSource(time: SystemTime())
        let lock = type == .resource ? ResourceLock(resource: "project", resourceID: "p1") : nil
        return .session(
            SessionGrant(session: source.next(), role: role, type: type, lock: lock, scopes: scopes),
            organization: source.next(), workspace: source.next())
    }
}
