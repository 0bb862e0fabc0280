/// What a node does of the work.
public enum NodeRole: String, Hashable, Sendable, CaseIterable {
    /// Serves the API and the pages, and accepts events.
    case api
    /// Delivers.
    case dispatch
}
