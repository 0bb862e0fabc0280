import MeshesModel

/// The one line that an attempt says of itself.
enum OutcomeMessage {
    /// A provider's text as one line of at most 200 characters, in which e-mail addresses are not shown.
    static func line(_ text: String) -> String {
        let words = PlainText.excerpt(text, limit: 2 * DeliveryOutcome.longestMessage).split(separator: " ").map { word in
            word.contains("@") ? "[e-mail]" : String(word)
        }
        let line = words.joined(separator: " ")
        return line.count <= DeliveryOutcome.longestMessage ? line : line.prefix(DeliveryOutcome.longestMessage - 1) + "…"
    }
}
