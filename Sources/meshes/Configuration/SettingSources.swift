import Configuration

/// Finds the value of a setting: command line, then environment, then `meshes.yaml`, then the default.
struct SettingSources: Sendable {
    private let providers: [(source: SettingSource, prefix: [String], provider: any ConfigProvider)]

    /// - Parameters:
    ///   - flags: values given on the command line, by setting path joined with dots.
    ///   - environment: of the process.
    ///   - file: `meshes.yaml`; nil when there is none.
    init(flags: [String: String], environment: [String: String], file: (path: String, content: any ConfigProvider)?) {
        let values = flags.map { (AbsoluteConfigKey($0.key.split(separator: ".").map { String($0) }), ConfigValue(.string($0.value), isSecret: false)) }
        var providers: [(source: SettingSource, prefix: [String], provider: any ConfigProvider)] = [
            (.flag, [], InMemoryProvider(name: "flags", values: Dictionary(values, uniquingKeysWith: { $1 }))),
            (.environment, ["meshes"], EnvironmentVariablesProvider(environmentVariables: environment)),
        ]
        if let file { providers.append((.file(file.path), [], file.content)) }
        self.providers = providers
    }

    /// The value in force.
    func value<Value>(_ setting: Setting<Value>) throws(InvalidSetting) -> Value {
        let (text, source) = try text(of: setting)
        do {
            return try setting.parse(text)
        } catch {
            throw InvalidSetting(name: source.name(of: setting), source: source.description, reason: error.reason)
        }
    }

    /// The value in force as text, and where it comes from. An empty text counts as not given.
    func text(of setting: any DescribedSetting) throws(InvalidSetting) -> (text: String, source: SettingSource) {
        for (source, prefix, provider) in providers {
            let key = AbsoluteConfigKey(prefix + setting.path)
            guard let text = try text(key, of: setting, from: provider, source), !text.isEmpty else { continue }
            return (text, source)
        }
        return (setting.standard, .standard)
    }

    private func text(
        _ key: AbsoluteConfigKey, of setting: any DescribedSetting, from provider: any ConfigProvider, _ source: SettingSource
    ) throws(InvalidSetting) -> String? {
        if let content = try? provider.value(forKey: key, type: .string).value?.content, case .string(let text) = content {
            return text
        }
        do {
            guard let content = try provider.value(forKey: key, type: .stringArray).value?.content else { return nil }
            guard case .stringArray(let items) = content else { return nil }
            return items.joined(separator: ",")
        } catch {
            throw InvalidSetting(name: source.name(of: setting), source: source.description, reason: "is neither a text nor a list")
        }
    }
}
