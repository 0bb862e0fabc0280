import Configuration

/// A place that values come from, in the order in which they win.
enum SettingSource: Hashable, Sendable {
    case flag, environment
    case file(String)
    case standard

    /// As it stands in a sentence.
    var description: String {
        switch self {
        case .flag: "the command line"
        case .environment: "the environment"
        case .file(let path): path
        case .standard: "the default"
        }
    }

    /// For tables.
    var shortName: String {
        description.hasPrefix("the ") ? String(description.dropFirst(4)) : description
    }

    /// What a setting is called there.
    func name(of setting: any DescribedSetting) -> String {
        switch self {
        case .flag: setting.flagName
        case .environment, .standard: setting.environmentName
        case .file: setting.fileName
        }
    }
}
