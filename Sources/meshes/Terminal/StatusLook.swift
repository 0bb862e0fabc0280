/// How a status is shown: a mark, a word, a colour.
struct StatusLook {
    let mark: String
    let word: String
    let colour: @Sendable (Paint, String) -> String

    init(_ status: String) {
        switch status {
        case "completed": self.init("✓", "delivered") { $0.green($1) }
        case "retrying": self.init("↻", "retrying") { $0.yellow($1) }
        case "failed": self.init("✗", "failed") { $0.red($1) }
        case "canceled": self.init("–", "canceled") { $0.dim($1) }
        case "processing": self.init("…", "sending") { $0.cyan($1) }
        default: self.init("·", status) { $0.dim($1) }
        }
    }

    /// The same for an event, which is completed rather than delivered.
    init(event status: String) {
        self.init(status)
        if status == "completed" { self = StatusLook("✓", "completed", colour) }
        if status == "processing" { self = StatusLook("…", "processing", colour) }
    }

    private init(_ mark: String, _ word: String, _ colour: @escaping @Sendable (Paint, String) -> String) {
        self.mark = mark
        self.word = word
        self.colour = colour
    }

    var text: String { "\(mark) \(word)" }

    func cell() -> Cell { Cell(text, colour) }
}
