public import Logging
import Synchronization

/// Log lines that a test looks at.
public final class RecordedLog: Sendable {
    public struct Line: Sendable {
        public var message: String
        public var metadata: [String: String]
    }

    private let recorded = Recorded<Line>()

    public init() {}

    public var lines: [Line] { recorded.all }

    /// A logger of all levels that writes here.
    public var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(recorded: recorded) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let recorded: Recorded<Line>
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            recorded.append(Line(message: "\(event.message)", metadata: all.mapValues { "\($0)" }))
        }
    }
}
