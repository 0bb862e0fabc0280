import Foundation
import MeshesModel
import MeshesStorage

/// The kinds of values that settings have.
extension Setting {
    /// Any text.
    static func text(_ path: String..., standard: String, meaning: String) -> Setting<String> {
        Setting<String>(path: path, meaning: meaning, standard: standard) { text throws(InvalidValue) in
            guard !text.isEmpty else { throw InvalidValue("must not be empty") }
            return text
        }
    }

    /// Any text, or nothing.
    static func optionalText(_ path: String..., meaning: String) -> Setting<String?> {
        Setting<String?>(path: path, meaning: meaning) { text in text.isEmpty ? nil : text }
    }

    /// An http or https address, or nothing.
    static func optionalAddress(_ path: String..., meaning: String) -> Setting<String?> {
        Setting<String?>(path: path, meaning: meaning) { text throws(InvalidValue) in
            if text.isEmpty { return nil }
            guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host()?.isEmpty == false
            else { throw InvalidValue("must be an address such as \"https://meshes.example.com\", not \"\(text)\"") }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }
    }

    /// A text that is never shown, or nothing.
    static func secret(_ path: String..., meaning: String) -> Setting<Secret?> {
        Setting<Secret?>(path: path, meaning: meaning, isSecret: true) { text in text.isEmpty ? nil : Secret(text) }
    }

    /// A connection URL of PostgreSQL, which may hold a password and is never shown, or nothing.
    static func database(_ path: String..., meaning: String) -> Setting<PostgresAddress?> {
        Setting<PostgresAddress?>(path: path, meaning: meaning, isSecret: true) { text throws(InvalidValue) in
            guard !text.isEmpty else { return nil }
            do throws(PostgresAddress.Malformed) {
                return try PostgresAddress(Secret(text))
            } catch {
                throw InvalidValue("must be a connection URL of PostgreSQL such as \"postgres://user:password@host:5432/meshes\"")
            }
        }
    }

    static func integer(_ path: String..., in range: ClosedRange<Int>, standard: Int, meaning: String) -> Setting<Int> {
        Setting<Int>(path: path, meaning: meaning, standard: "\(standard)") { text throws(InvalidValue) in
            guard let value = Int(text), range.contains(value) else {
                throw InvalidValue("must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
            }
            return value
        }
    }

    static func fraction(_ path: String..., in range: ClosedRange<Double>, standard: Double, meaning: String) -> Setting<Double> {
        Setting<Double>(path: path, meaning: meaning, standard: "\(standard)") { text throws(InvalidValue) in
            guard let value = Double(text), range.contains(value) else {
                throw InvalidValue("must be a number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
            }
            return value
        }
    }

    static func duration(
        _ path: String..., in range: ClosedRange<Duration>, standard: String, meaning: String
    ) -> Setting<Duration> {
        Setting<Duration>(path: path, meaning: meaning, standard: standard) { text throws(InvalidValue) in
            guard let value = Duration(setting: text), range.contains(value) else {
                let limits = "\(range.lowerBound.settingText) to \(range.upperBound.settingText)"
                throw InvalidValue("must be a time from \(limits), such as \"\(standard)\", not \"\(text)\"")
            }
            return value
        }
    }

    /// Times separated by commas.
    static func durations(
        _ path: String..., count: ClosedRange<Int>, standard: String, meaning: String
    ) -> Setting<[Duration]> {
        Setting<[Duration]>(path: path, meaning: meaning, standard: standard) { text throws(InvalidValue) in
            let parts = SettingList.parts(of: text)
            let values = parts.compactMap { Duration(setting: $0) }
            guard values.count == parts.count, count.contains(values.count) else {
                let limits = "\(count.lowerBound) to \(count.upperBound)"
                throw InvalidValue("must be \(limits) times separated by commas, such as \"\(standard)\", not \"\(text)\"")
            }
            return values
        }
    }

    /// Texts separated by commas; in the file also a list.
    ///
    /// - Parameter item: what each of them is, as the end of a sentence.
    static func list<Item: Sendable>(
        _ path: String..., item: String, _ read: @escaping @Sendable (String) -> Item?, meaning: String
    ) -> Setting<[Item]> {
        Setting<[Item]>(path: path, meaning: meaning) { text throws(InvalidValue) in
            try SettingList.parts(of: text).map { part throws(InvalidValue) in
                guard let value = read(part) else { throw InvalidValue("holds \"\(part)\", which is not \(item)") }
                return value
            }
        }
    }

    static func flag(_ path: String..., standard: Bool, meaning: String) -> Setting<Bool> {
        Setting<Bool>(path: path, meaning: meaning, standard: "\(standard)") { text throws(InvalidValue) in
            switch text.lowercased() {
            case "true", "yes", "on", "1": return true
            case "false", "no", "off", "0": return false
            default: throw InvalidValue("must be true or false, not \"\(text)\"")
            }
        }
    }

    /// One of the raw values of an enumeration.
    static func choice<Choice>(
        _ path: String..., of _: Choice.Type = Choice.self, standard: Choice, meaning: String
    ) -> Setting<Choice> where Choice: RawRepresentable<String> & CaseIterable & Sendable {
        Setting<Choice>(path: path, meaning: meaning, standard: standard.rawValue) { text throws(InvalidValue) in
            if let choice = Choice.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return choice }
            let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw InvalidValue("must be one of \(names), not \"\(text)\"")
        }
    }
}
