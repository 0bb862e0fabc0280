import Logging

/// What both forms of log lines share.
enum LogLine {
    /// Metadata of the logger, the task and the line, by key; the nearest wins.
    static func merged(_ layers: Logger.Metadata?...) -> [(key: String, value: Logger.MetadataValue)] {
        var result: Logger.Metadata = [:]
        for layer in layers { result.merge(layer ?? [:]) { $1 } }
        return result.sorted { $0.key < $1.key }
    }

    static func write(_ line: String) {
        StandardStream.error.write(line + "\n")
    }
}
