import Foundation
import Logging
import MeshesModel

/// One JSON object a line on standard error: `time`, `level`, `logger`, `message`, then the metadata.
struct JSONLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members: [(String, JSONValue)] = [
            ("time", .string(SystemTime().now().description)), ("level", .string(event.level.rawValue)),
            ("logger", .string(label)), ("message", .string(event.message.description)),
        ]
        if let error = event.error { members.append(("error", .string("\(error)"))) }
        let all = LogLine.merged(metadata, metadataProvider?.get(), event.metadata)
        members += all.map { ($0.key, Self.json($0.value)) }
        LogLine.write(JSONValue.object(JSONObject(members, uniquingKeysWith: { first, _ in first })).compactText)
    }

    private static func json(_ value: Logger.MetadataValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .dictionary(let members): .object(JSONObject(uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map { ($0, json($1)) }))
        case .array(let elements): .array(elements.map(json))
        }
    }
}
