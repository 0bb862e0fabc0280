import Logging

/// Sets up logging once, before the first logger is made.
enum LogSetup {
    static func start(level: Logger.Level, format: LogFormat) {
        let asText = format == .text || (format == .auto && Terminal.isErrorInteractive)
        LoggingSystem.bootstrap { label in
            if asText {
                var handler = TextLogHandler(label: label, paint: Paint(isOn: Terminal.isErrorInteractive && Terminal.wantsColour()))
                handler.logLevel = level
                return handler
            }
            var handler = JSONLogHandler(label: label)
            handler.logLevel = level
            return handler
        }
    }

    static func start(_ sources: SettingSources) throws {
        start(level: try sources.value(SettingTable.logLevel).level, format: try sources.value(SettingTable.logFormat))
    }
}
