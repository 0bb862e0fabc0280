import Foundation
import MeshesModel

/// A static header of a connection.
struct CustomHeader: Codable, Hashable {
    var name: String
    var value: String

    /// The list as JSON text, the form in which it lies among the secrets.
    static func secret(_ headers: [CustomHeader]) -> Secret? {
        let encoder = JSONEncoder()
        // The same headers are the same text, since texts are compared to find out what has changed.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard !headers.isEmpty, let data = try? encoder.encode(headers) else { return nil }
        return Secret(String(decoding: data, as: UTF8.self))
    }

    static func list(_ secret: Secret?) -> [CustomHeader] {
        guard let text = secret?.reveal() else { return [] }
        return (try? JSONDecoder().decode([CustomHeader].self, from: Data(text.utf8))) ?? []
    }

    /// The names, for the part of the settings that may be read: values are null there.
    static func names(_ headers: [CustomHeader]) -> JSONValue {
        .array(headers.map { ["name": .string($0.name), "value": nil] })
    }
}
