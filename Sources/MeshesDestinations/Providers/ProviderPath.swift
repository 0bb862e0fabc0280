/// A path below a provider's root. What is written out stands as it is, what is put in is percent-encoded, so that an
/// e-mail address or an id can never become more than one segment: `"/subscribers/\(email)"`.
struct ProviderPath: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: some StringProtocol) { text += PercentEncoding.component(value) }
        mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
    }

    let description: String

    init(stringLiteral value: String) { description = value }
    init(stringInterpolation: StringInterpolation) { description = stringInterpolation.text }

    /// Path and query; the values of the query are encoded in the same way.
    func target(_ query: [(String, String)]) -> String {
        guard !query.isEmpty else { return description }
        return description + (description.contains("?") ? "&" : "?") + FormEncoding.encode(query)
    }
}
