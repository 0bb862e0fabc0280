/// A page that a launch URL may open.
public enum LaunchPage: String, CaseIterable, Codable, Sendable {
    case dashboard, connections, rules, events

    /// Its path below the embed address.
    public var path: String { "/workspace/\(rawValue)" }

    /// Reads the older `launch_path`: `/workspace/<page>` or `/<page>`, with or without a slash at the end. Anything else,
    /// also with a query, dots or a host, is nil: no free path ever gets into a launch URL.
    public init?(path: String) {
        let known = LaunchPage.allCases.first { page in
            [page.path, page.path + "/", "/" + page.rawValue, "/" + page.rawValue + "/"].contains(path)
        }
        guard let known else { return nil }
        self = known
    }
}

extension SessionType {
    /// The pages that a session of the type may be launched on.
    public var launchPages: [LaunchPage] {
        switch self {
        case .workspace: LaunchPage.allCases
        case .resource: [.dashboard, .rules, .events]
        case .dashboard: [.dashboard]
        }
    }
}
