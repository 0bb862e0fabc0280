import Foundation

/// What is known of the terminal behind standard output, if there is one.
enum Terminal {
    static let isInteractive = isatty(STDOUT_FILENO) == 1
    static let isErrorInteractive = isatty(STDERR_FILENO) == 1

    /// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set or the terminal is a dumb one.
    static func wantsColour(environment: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Columns and rows; 80 by 24 when nobody says.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
