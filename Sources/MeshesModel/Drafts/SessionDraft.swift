public import OrderedCollections

/// What `POST /sessions` asks for (embed.md 2.1).
public struct SessionDraft: Hashable, Sendable {
    public var workspace: Workspace.ID
    public var role: SessionRole
    public var type: SessionType
    /// Set for type `resource` and for no other.
    public var lock: ResourceLock?
    public var scopes: Set<SessionScope>
    public var externalUser: String?
    /// 300 to 3,600 seconds.
    public var tokenLifetime: Duration
    /// 15 to 60 seconds.
    public var launchLifetime: Duration
    public var launchPage: LaunchPage
    /// Whether the page was named in the older form.
    public var usesLaunchPath: Bool
    /// Without doubles; nil when none was sent.
    public var allowedOrigins: [WebOrigin]?
    public var appearance: Appearance

    /// Throws 400 that names every bad parameter.
    public init(_ body: JSONObject) throws(MeshesError) {
        var reader = ParameterReader(body)
        let workspace = reader.id("workspace_id", of: Workspace.self, required: true)
        role = reader.word("role") ?? .member
        type = reader.word("session_type") ?? .workspace
        externalUser = reader.string("external_user_id", .externalUser)
        tokenLifetime = .seconds(reader.integer("ttl_seconds", in: 300...3600) ?? 1800)
        launchLifetime = .seconds(reader.integer("launch_ttl_seconds", in: 15...60) ?? 30)
        usesLaunchPath = body["launch_path"].map { !$0.isNull } ?? false
        launchPage = reader.launchPage(for: type)
        lock = reader.lock(for: type)
        scopes = Set(reader.scopes())
        allowedOrigins = reader.origins()
        appearance = reader.appearance()
        guard let workspace, reader.issues.isEmpty else { throw reader.failure }
        self.workspace = workspace
    }
}

extension ParameterReader {
    /// `launch_page`, or the older `launch_path`; both only when they say the same.
    fileprivate mutating func launchPage(for type: SessionType) -> LaunchPage {
        let named = word("launch_page", LaunchPage.self)
        var name = "launch_page"
        var page = named
        if let path = string("launch_path", StringRule(length: 0...256)) {
            guard let meant = LaunchPage(path: path) else {
                fail("launch_path", "must be /workspace/ followed by \(Self.pages(LaunchPage.allCases))")
                return .dashboard
            }
            if let named, named != meant { fail("launch_path", "contradicts launch_page") }
            if named == nil { name = "launch_path" }
            page = named ?? meant
        }
        let chosen = page ?? .dashboard
        if !type.launchPages.contains(chosen) {
            fail(name, "must be \(Self.pages(type.launchPages)) in a session of type \(type.rawValue)")
        }
        return chosen
    }

    fileprivate mutating func lock(for type: SessionType) -> ResourceLock? {
        guard type == .resource else {
            for key in ["resource", "resource_id"] where !(value(key) ?? .null).isNull {
                fail(key, "is only for sessions of type resource")
            }
            return nil
        }
        let resource = string("resource", .resource, required: true)
        let resourceID = string("resource_id", .ruleResourceID, required: true)
        guard let resource, let resourceID else { return nil }
        return ResourceLock(resource: resource, resourceID: resourceID)
    }

    fileprivate mutating func scopes() -> [SessionScope] {
        (array("scopes", count: 0...20) ?? []).enumerated().compactMap { index, value in
            let scope = value.string.flatMap { SessionScope(rawValue: $0) }
            if scope == nil {
                fail("scopes.\(index)", "must be one of \(SessionScope.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return scope
        }
    }

    fileprivate mutating func origins() -> [WebOrigin]? {
        guard let values = array("allowed_origins", count: 0...10), !values.isEmpty else { return nil }
        var origins: [WebOrigin] = []
        for (index, value) in values.enumerated() {
            guard let origin = value.string.flatMap({ WebOrigin($0) }) else {
                fail(
                    "allowed_origins.\(index)",
                    "must be an origin such as https://app.example.com, or http://localhost:3000 for development")
                continue
            }
            if !origins.contains(origin) { origins.append(origin) }
        }
        return origins
    }

    fileprivate mutating func appearance() -> Appearance {
        guard let object = object("appearance") else { return Appearance() }
        var reader = ParameterReader(object, path: path(of: "appearance"))
        let appearance = Appearance(
            theme: reader.word("theme"), accent: reader.string("accent", .colour)?.lowercased(),
            locale: reader.string("locale", .languageTag))
        add(reader.issues)
        return appearance
    }

    private static func pages(_ pages: [LaunchPage]) -> String {
        pages.map(\.rawValue).joined(separator: ", ")
    }
}
