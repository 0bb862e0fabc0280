extension SettingTable {
    private static func kept(_ name: String, _ standard: String, _ meaning: String) -> Setting<Duration> {
        .duration("retention", name, in: .seconds(3600)...(.seconds(3650 * 86_400)), standard: standard, meaning: meaning)
    }

    static let keepEvents = kept("events", "30d", "How long finished events, their deliveries and attempts are kept.")
    static let keepFailedEvents = kept("failed_events", "60d", "The same for events with a failed delivery.")
    static let keepPayloads = kept("payloads", "30d", "How long payloads are kept.")
    static let keepResponseDetails = kept("response_details", "14d", "How long captured answers of failed attempts are kept.")
    static let keepCounters = kept("counters", "396d", "How long hourly counters are kept.")

    static let retention: [any DescribedSetting] = [keepEvents, keepFailedEvents, keepPayloads, keepResponseDetails, keepCounters]
}
