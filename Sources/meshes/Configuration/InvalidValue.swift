/// Why a text is no value of a setting: the end of a sentence that begins with its name.
struct InvalidValue: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// A setting that cannot be used. Names it as it was written.
struct InvalidSetting: Error, CustomStringConvertible {
    let name: String
    let source: String
    let reason: String

    var description: String { "\(name) (from \(source)) \(reason)." }
}
