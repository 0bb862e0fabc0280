/// How much of a workspace an embed session shows.
public enum SessionType: String, CaseIterable, Codable, Sendable {
    /// All of it.
    case workspace
    /// The rules and events of one resource.
    case resource
    /// The dashboard and nothing else; read-only whatever the role.
    case dashboard
}
