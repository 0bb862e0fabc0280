public import OrderedCollections

/// What a mapping made of one payload.
public struct MappedFields: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case sent
        /// There is no value, or none that fits, and the mapping says to go on without.
        case skipped
        /// Left out, and the attempt says so.
        case warned
        /// The delivery cannot be made.
        case failed
    }
    public struct Result: Hashable, Sendable {
        public var destination: String
        /// Nil unless it is sent.
        public var value: JSONValue?
        public var state: State
        /// Why it is not sent; nil where the payload simply has no value.
        public var message: String?

        init(_ destination: String, _ state: State, _ value: JSONValue? = nil, message: String? = nil) {
            self.destination = destination
            self.state = state
            self.value = value
            self.message = message
        }
    }

    /// In the order of the mapping, then required fields that it leaves empty.
    public var results: [Result]
    /// The destination's fields as far as they are known, by which values were checked.
    public var catalog: [FieldDefinition] = []

    /// What is sent, by field key.
    public var values: JSONObject {
        JSONObject(results.compactMap { result in result.value.map { (result.destination, $0) } }, uniquingKeysWith: { _, last in last })
    }

    /// Why nothing can be sent; nil when it can.
    public var failure: String? { sentence(of: .failed) }

    /// What was left out and is to be said; nil for nothing.
    public var warning: String? { sentence(of: .warned) }

    private func sentence(of state: State) -> String? {
        let parts = results.filter { $0.state == state }.map { $0.destination + " " + ($0.message ?? "") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
