extension SettingTable {
    static let retryDelays = Setting<[Duration]>.durations(
        "delivery", "retry_delays", count: 1...20, standard: "0s,10s,30s,2m,10m,30m,1h,3h,7h,12h",
        meaning: "Wait before each attempt, 1 to 20 of them; their number is the number of attempts.")
    static let retryJitter = Setting<Double>.fraction(
        "delivery", "retry_jitter", in: 0...0.9, standard: 0.2, meaning: "Share by which each wait is spread, so that retries do not fall into one moment.")
    static let retryWindow = Setting<Duration>.duration(
        "delivery", "retry_window", in: .seconds(1)...(.seconds(72 * 3600)), standard: "72h", meaning: "Age at which a delivery fails, whatever attempts are left.")
    static let parkingLimit = Setting<Duration>.duration(
        "delivery", "parking_limit", in: .seconds(60)...(.seconds(30 * 86_400)), standard: "72h",
        meaning: "How long deliveries wait for a connection that is switched off before they fail.")
    static let workspaceConcurrency = Setting<Int>.integer(
        "delivery", "workspace_concurrency", in: 1...10_000, standard: 50, meaning: "Attempts in flight for one workspace.")
    static let concurrency = Setting<Int>.integer("delivery", "concurrency", in: 1...100_000, standard: 512, meaning: "Attempts in flight altogether.")
    static let pollInterval = Setting<Duration>.duration(
        "delivery", "poll_interval", in: .milliseconds(100)...(.seconds(300)), standard: "5s", meaning: "How often the store is asked for work that fell due.")

    static let delivery: [any DescribedSetting] = [
        retryDelays, retryJitter, retryWindow, parkingLimit, workspaceConcurrency, concurrency, pollInterval,
    ]
}
