/// What is in force and where it comes from, with secrets masked.
struct SettingReport: Sendable {
    struct Line: Sendable, Encodable {
        let section: String
        let name: String
        let value: String
        let source: String
        /// Why the value cannot be used; nil when it can.
        let problem: String?
    }

    let lines: [Line]

    init(_ sources: SettingSources) {
        lines = SettingTable.sections.flatMap { section in
            section.settings.map { Self.line($0, section: section.title, sources) }
        }
    }

    var problems: [Line] { lines.filter { $0.problem != nil } }

    private static func line(_ setting: any DescribedSetting, section: String, _ sources: SettingSources) -> Line {
        func line(_ value: String, _ source: SettingSource, _ problem: String?) -> Line {
            Line(section: section, name: setting.environmentName, value: value, source: source.shortName, problem: problem)
        }
        do {
            let (text, source) = try sources.text(of: setting)
            let shown = text.isEmpty ? "–" : setting.isSecret ? "•••" : text
            do {
                try setting.check(text)
                return line(shown, source, nil)
            } catch {
                return line(shown, source, setting.isSecret ? "cannot be used" : error.reason)
            }
        } catch {
            return line("", .standard, error.reason)
        }
    }
}
