/// What was sent in a failed attempt and what the destination answered, without secrets. Kept as JSON in the store and
/// sent as it is by the API (openapi.yaml, AttemptResponseDetails).
public struct ResponseDetails: Hashable, Sendable, Codable {
    public struct Request: Hashable, Sendable, Codable {
        public var method: String
        /// Values of secret query parameters are cut.
        public var url: String
        public var headers: [String: String]

        public init(method: String, url: String, headers: [String: String]) {
            self.method = method
            self.url = url
            self.headers = headers
        }
    }
    public struct Response: Hashable, Sendable, Codable {
        public var status: Int
        /// Only those of the allow-list.
        public var headers: [String: String]
        public var contentType: String?
        /// Text, at most 8 KiB; nil when binary.
        public var body: String?
        /// Size before cutting, as far as it was read.
        public var bodyBytes: Int?
        public var bodyTruncated: Bool

        public init(
            status: Int, headers: [String: String], contentType: String?, body: String?, bodyBytes: Int?, bodyTruncated: Bool
        ) {
            self.status = status
            self.headers = headers
            self.contentType = contentType
            self.body = body
            self.bodyBytes = bodyBytes
            self.bodyTruncated = bodyTruncated
        }

        enum CodingKeys: String, CodingKey {
            case status, headers, body
            case contentType = "content_type"
            case bodyBytes = "body_bytes"
            case bodyTruncated = "body_truncated"
        }
    }

    public var request: Request?
    /// Nil when no HTTP answer arrived.
    public var response: Response?
    /// Transport or mapping error when there was no HTTP answer.
    public var error: String?

    public init(request: Request? = nil, response: Response? = nil, error: String? = nil) {
        self.request = request
        self.response = response
        self.error = error
    }
}
