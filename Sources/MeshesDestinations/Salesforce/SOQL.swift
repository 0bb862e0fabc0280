/// Salesforce's query language. What is put into a query becomes a string literal, so that it can never become more.
struct SOQL: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: String) {
            text += "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
    }

    let text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// The call that asks it.
    var request: ProviderRequest {
        .get(SalesforceProfile.path("query"), query: [("q", text)])
    }
}
