/// How long a workspace keeps its history where that differs from the server's settings.
public struct WorkspaceRetention: Hashable, Sendable {
    /// What is kept for a time of its own, by its name in the API.
    public enum Part: String, CaseIterable, Sendable {
        /// Completed and canceled events with their deliveries and attempts.
        case events = "events_days"
        /// Failed events with their deliveries and attempts.
        case failedEvents = "failed_events_days"
        case payloads = "payloads_days"
        /// Captured answers of failed attempts.
        case responseDetails = "response_details_days"
        /// Hourly counters.
        case counters = "counters_days"
    }

    /// What a workspace may ask for, in days; the server's settings end there too.
    public static let days = 1...3650

    private var own: [Part: Int] = [:]

    /// All as the server's settings say.
    public init() {}

    /// Whole days; nil where the server's setting holds.
    public subscript(part: Part) -> Int? {
        get { own[part] }
        set { own[part] = newValue }
    }

    /// Whether the server's settings hold throughout.
    public var isDefault: Bool { own.isEmpty }
}
