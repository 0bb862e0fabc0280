/// One setting of the program: its name in the environment and in `meshes.yaml`, what it means, how it is read.
struct Setting<Value: Sendable>: Sendable {
    /// Where it stands in `meshes.yaml`; the environment name is made from it.
    let path: [String]
    /// What it means, with its unit and its limits.
    let meaning: String
    /// The value in force when nothing else is given, as one would write it; empty when there is none.
    let standard: String
    /// Whether its value may not be shown.
    let isSecret: Bool
    let parse: @Sendable (String) throws(InvalidValue) -> Value

    init(
        path: [String], meaning: String, standard: String = "", isSecret: Bool = false,
        parse: @escaping @Sendable (String) throws(InvalidValue) -> Value
    ) {
        self.path = path
        self.meaning = meaning
        self.standard = standard
        self.isSecret = isSecret
        self.parse = parse
    }
}

/// What a setting is without the type of its value, for tables of all of them.
protocol DescribedSetting: Sendable {
    var path: [String] { get }
    var meaning: String { get }
    var standard: String { get }
    var isSecret: Bool { get }
    /// Throws when the text is no value of the setting.
    func check(_ text: String) throws(InvalidValue)
}

extension Setting: DescribedSetting {
    func check(_ text: String) throws(InvalidValue) { _ = try parse(text) }
}

extension DescribedSetting {
    /// `MESHES_LIMITS_EVENTS_PER_SECOND`
    var environmentName: String { (["meshes"] + path).joined(separator: "_").uppercased() }
    /// `limits.events_per_second`
    var fileName: String { path.joined(separator: ".") }
    /// `--port`, where a command has such a flag.
    var flagName: String { "--" + path.joined(separator: "-").replacing("_", with: "-") }
}
