import Logging
import MeshesModel

/// Lines for a person at a terminal: time, level, message, then the metadata.
struct TextLogHandler: LogHandler {
    let label: String
    let paint: Paint
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, paint: Paint) {
        self.label = label
        self.paint = paint
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = LogLine.merged(metadata, metadataProvider?.get(), event.metadata).map { ($0.key, "\($0.value)") }
        if let error = event.error { all.append(("error", "\(error)")) }
        let details = all.map { paint.dim("\($0.0)=") + $0.1.printable }.joined(separator: " ")
        let time = paint.dim(TimeText.clock(SystemTime().now()))
        LogLine.write("\(time) \(word(event.level)) \(event.message.description.printable)\(details.isEmpty ? "" : "  ")\(details)")
    }

    private func word(_ level: Logger.Level) -> String {
        let word = level.rawValue.uppercased().padded(to: 7)
        return switch level {
        case .trace, .debug: paint.dim(word)
        case .info, .notice: paint.cyan(word)
        case .warning: paint.yellow(word)
        case .error, .critical: paint.red(word)
        }
    }
}
