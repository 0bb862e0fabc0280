extension SettingTable {
    static let nodeLease = Setting<Duration>.duration(
        "node", "lease", in: .seconds(1)...(.seconds(300)), standard: "20s",
        meaning: "How long a node on PostgreSQL is taken to live without a sign of life; then the others take over what it was delivering.")

    static let node: [any DescribedSetting] = [nodeLease]
}
