/// Colours, used sparingly: they mark states, and everything that is said by a colour is said by a word too.
struct Paint: Sendable {
    let isOn: Bool

    static let none = Paint(isOn: false)
    /// For standard output.
    static let standard = Paint(isOn: Terminal.isInteractive && Terminal.wantsColour())

    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func cyan(_ text: String) -> String { wrap(text, "36") }
    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
