import MeshesModel

/// A table of history that PostgreSQL keeps in parts by week, because its rows are many or large.
enum HistoryTable: String, CaseIterable, Sendable {
    case payloads
    case attempts
    case responses

    /// The column whose version 7 ids tell the week of a row.
    var key: String {
        switch self {
        case .payloads, .attempts: "event_id"
        case .responses: "attempt_id"
        }
    }

    /// How long any of its rows is kept at most.
    func kept(by settings: RetentionSettings) -> Duration {
        switch self {
        case .payloads: settings.payloads
        case .attempts: max(settings.events, settings.failedEvents)
        case .responses: settings.responseDetails
        }
    }
}
