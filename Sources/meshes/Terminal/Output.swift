import Foundation

/// How a command speaks on standard output: tables on a terminal, plain lines otherwise, JSON when asked.
struct Output: Sendable {
    enum Form: Sendable { case terminal, plain, json }

    let form: Form
    let paint: Paint

    init(json: Bool) {
        form = json ? .json : Terminal.isInteractive ? .terminal : .plain
        paint = form == .terminal ? .standard : .none
    }

    var isJSON: Bool { form == .json }

    /// A line for people; nothing when JSON was asked for.
    func say(_ line: String = "") {
        if form != .json { Self.write(line + "\n") }
    }

    func show(_ table: Table, indent: Int = 0) {
        switch form {
        case .terminal:
            for line in table.lines(width: Terminal.size.columns, paint: paint, indent: indent) { say(line) }
        case .plain:
            for line in table.plainLines { say(line) }
        case .json: break
        }
    }

    /// A whole JSON text on several lines.
    func json(_ value: some Encodable) throws {
        try Self.write(Self.encoded(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n")
    }

    /// A JSON text on one line, for streams.
    func jsonLine(_ value: some Encodable) throws {
        try Self.write(Self.encoded(value, [.sortedKeys, .withoutEscapingSlashes]) + "\n")
    }

    /// When nobody reads any more, the command is asked to end, as by SIGTERM: servers stop cleanly, others at once.
    static func write(_ text: String) {
        if !StandardStream.output.write(text) { raise(SIGTERM) }
    }

    private static func encoded(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
