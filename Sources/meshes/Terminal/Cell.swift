/// A text for one place of a table, with its colour apart from it, so that widths are right.
struct Cell: Sendable {
    let text: String
    private let colour: @Sendable (Paint, String) -> String

    /// - Parameter text: may come from outside: what would move a terminal's cursor is taken out.
    init(_ text: String, _ colour: @escaping @Sendable (Paint, String) -> String = { $1 }) {
        self.text = text.printable
        self.colour = colour
    }

    var width: Int { text.count }

    /// The text cut or filled to a width.
    func fitted(to width: Int, rightAligned: Bool = false, paint: Paint) -> String {
        let cut = text.cut(to: width)
        let space = String(repeating: " ", count: max(0, width - cut.count))
        return rightAligned ? space + colour(paint, cut) : colour(paint, cut) + space
    }

    /// The text cut to a width, dimmed.
    func dimmed(to width: Int, paint: Paint) -> String { paint.dim(text.cut(to: width)) }

    func painted(_ paint: Paint) -> String { colour(paint, text) }
}

extension Cell: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self.init(value) }
}
