/// The keys that secrets in the store are encrypted with.
struct KeyCheck {
    static let name = "encryption keys"

    let settings: Settings

    func check(_ report: KeyReport) -> Check {
        if !report.needed.isEmpty {
            return .warning(Self.name, "\(report.text); \(report.needed.names) cannot be dropped yet, run: meshes keys rotate")
        }
        if report.damaged > 0 {
            return .warning(Self.name, "\(report.text); \(report.damaged) more are damaged, meshes keys rotate tells which")
        }
        guard !report.unneeded.isEmpty else { return .good(Self.name, report.text) }
        let place = settings.encryptionKey == nil ? "run: meshes keys drop" : "take it out of \(SettingTable.encryptionKey.environmentName)"
        let time = report.oldTokens.expireAt.map { "at \($0)" } ?? (settings.encryptionKey == nil ? "now" : "an hour after the rotation")
        return .good(Self.name, "\(report.text); \(report.unneeded.names) can be dropped \(time), \(place)")
    }
}
