import MeshesModel

/// The address that a contact is found by: trimmed, its domain in lower case.
struct ContactEmail: Hashable, Sendable, CustomStringConvertible {
    let description: String
    /// For comparing and locking, which ignore case altogether.
    var key: String { description.lowercased() }

    /// - Throws: `mapping_error` when there is none, or no address.
    init(_ value: JSONValue?) throws(AttemptEnd) {
        guard let text = value?.string?.split(whereSeparator: \.isWhitespace).joined(separator: " "), !text.isEmpty else {
            throw .mapping("email is missing")
        }
        guard let at = text.lastIndex(of: "@"), at != text.startIndex, text.index(after: at) != text.endIndex, !text.contains(" ") else {
            throw .mapping("email is not an e-mail address")
        }
        description = String(text[..<at]) + text[at...].lowercased()
    }
}
