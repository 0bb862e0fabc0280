extension SettingTable {
    private static func limit(_ name: String, _ standard: Int, _ meaning: String) -> Setting<Int> {
        .integer("limits", name, in: 0...1_000_000, standard: standard, meaning: meaning + " 0 switches the limit off.")
    }

    static let eventsPerSecond = limit("events_per_second", 1000, "Single events a second and publishable key.")
    static let eventsBurst = limit("events_burst", 2000, "Single events that a publishable key may send at once.")
    static let bulkEventsPerSecond = limit("bulk_events_per_second", 5000, "Events in bulk calls a second and publishable key.")
    static let bulkEventsBurst = limit("bulk_events_burst", 10000, "Events in bulk calls that a publishable key may send at once.")
    static let managementPerSecond = limit("management_per_second", 20, "Management calls a second and machine key.")
    static let managementBurst = limit("management_burst", 200, "Management calls that a machine key may make at once.")
    static let sessionsPerSecond = limit("sessions_per_second", 20, "Calls a second that the pages of one embed session make.")
    static let sessionsBurst = limit("sessions_burst", 60, "Calls that the pages of one embed session may make at once.")
    static let launchesPerMinute = limit(
        "launches_per_minute", 60, "Launch documents a minute and address; not applied to loopback.")
    static let failedCredentialsPerMinute = limit(
        "failed_credentials_per_minute", 60, "Calls with a bad credential a minute and address; not applied to loopback.")
    static let manualRetriesPerMinute = limit("manual_retries_per_minute", 10, "Manual retries a minute and delivery.")
    static let workspaceStreams = Setting<Int>.integer(
        "limits", "workspace_streams", in: 0...100_000, standard: 50,
        meaning: "Live streams open at once for one workspace. Pages without one ask in intervals.")
    static let streams = Setting<Int>.integer(
        "limits", "streams", in: 0...100_000, standard: 500, meaning: "Live streams open at once altogether; 0 for none.")

    static let limits: [any DescribedSetting] = [
        eventsPerSecond, eventsBurst, bulkEventsPerSecond, bulkEventsBurst, managementPerSecond, managementBurst,
        sessionsPerSecond, sessionsBurst, launchesPerMinute, failedCredentialsPerMinute, manualRetriesPerMinute,
        workspaceStreams, streams,
    ]
}
