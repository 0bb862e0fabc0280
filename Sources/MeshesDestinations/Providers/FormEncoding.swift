/// `application/x-www-form-urlencoded`, for bodies and queries: all but the unreserved characters is percent-encoded.
enum FormEncoding {
    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(PercentEncoding.component($0))=\(PercentEncoding.component($1))" }.joined(separator: "&")
    }
}
