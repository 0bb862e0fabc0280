import MeshesModel

/// Cuts a connection's own secrets out of texts that a destination sent back.
struct Redaction: Sendable {
    static let mark = "[redacted]"

    /// The values to look for, longest first, so that a value inside another one leaves no rest.
    private let values: [String]

    /// Values of fewer than four characters are left alone: they occur by chance, and cutting them tells more than it hides.
    init(_ values: some Sequence<String>) {
        let telling = values.filter { $0.utf8.count >= 4 }
        self.values = Set(telling + telling.flatMap(Self.inJSON)).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    }

    /// How a value looks inside a JSON text: some writers escape the slash.
    private static func inJSON(_ value: String) -> [String] {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return [escaped, escaped.replacing("/", with: "\\/")]
    }

    func apply(to text: String) -> String {
        var text = text
        for value in values where text.contains(value) {
            text = text.replacing(value, with: Self.mark)
        }
        return text
    }
}
