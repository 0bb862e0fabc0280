import MeshesModel

/// How long history is kept.
public struct RetentionSettings: Hashable, Sendable {
    /// Completed and canceled events with their deliveries and attempts.
    public var events: Duration = .seconds(30 * 86_400)
    public var payloads: Duration = .seconds(30 * 86_400)
    public var responseDetails: Duration = .seconds(14 * 86_400)
    /// Failed events with their deliveries and attempts.
    public var failedEvents: Duration = .seconds(60 * 86_400)
    public var idempotency: Duration = .seconds(86_400)
    public var rollups: Duration = .seconds(396 * 86_400)
    /// Embed sessions after their last token expired: as long as events may name them as their maker.
    public var sessions: Duration = .seconds(60 * 86_400)
    public var launchTokens: Duration = .seconds(86_400)

    public init() {}

    /// The same with what a workspace asks for in its place.
    func adjusted(to own: WorkspaceRetention) -> RetentionSettings {
        var settings = self
        for part in WorkspaceRetention.Part.allCases {
            guard let days = own[part] else { continue }
            settings[keyPath: Self.path(of: part)] = .seconds(86_400 * days)
        }
        return settings
    }

    private static func path(of part: WorkspaceRetention.Part) -> WritableKeyPath<RetentionSettings, Duration> {
        switch part {
        case .events: \.events
        case .failedEvents: \.failedEvents
        case .payloads: \.payloads
        case .responseDetails: \.responseDetails
        case .counters: \.rollups
        }
    }
}
