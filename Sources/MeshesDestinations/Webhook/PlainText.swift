/// Shows what a destination answered without its markup.
enum PlainText {
    /// Elements whose content is no text either, with what ends them.
    private static let silent = [("<script", "</script"), ("<style", "</style"), ("<!--", "--")]

    /// The first characters of a text, without HTML tags, scripts and styles; white space is folded into single spaces.
    static func excerpt(_ text: String, limit: Int) -> String {
        var rest = text[...]
        var shown = ""
        while let open = rest.firstIndex(of: "<") {
            shown += rest[..<open]
            rest = rest[open...]
            guard let next = rest.dropFirst().first, next.isLetter || next == "/" || next == "!" || next == "?" else {
                shown.append("<")
                rest = rest.dropFirst()
                continue
            }
            rest = afterTag(rest)
            shown.append(" ")
        }
        shown += rest
        return String(shown.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(limit))
    }

    /// A text in which the five characters that HTML escapes are themselves again.
    static func unescaped(_ text: String) -> String {
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static func afterTag(_ text: Substring) -> Substring {
        var tail = text
        if let (start, end) = silent.first(where: { starts(text, with: $0.0) }) {
            tail = tail.dropFirst(start.count)
            while !tail.isEmpty, !starts(tail, with: end) { tail = tail.dropFirst() }
        }
        guard let bracket = tail.firstIndex(of: ">") else { return "" }
        return tail[tail.index(after: bracket)...]
    }

    private static func starts(_ text: Substring, with prefix: String) -> Bool {
        text.prefix(prefix.count).equalsIgnoringCase(prefix)
    }
}
