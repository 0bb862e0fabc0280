import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What an endpoint answers, before the headers that every answer has.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var body: ByteBuffer
    /// Writes the body piece by piece in the place of `body`; runs once the head of the answer is out.
    var stream: (@Sendable (inout any ResponseBodyWriter) async throws -> Void)?
    var contentType = Reply.json
    var headers: HTTPFields = [:]
    /// Replaces the state that was taken on admission (bulk calls cost more than one).
    var rateLimit: RateLimitState?

    static let json = "application/json"
    static let eventStream = "text/event-stream"

    init(_ status: HTTPResponse.Status, body: ByteBuffer, contentType: String = Reply.json) {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    init(
        _ status: HTTPResponse.Status, contentType: String,
        stream: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) {
        self.init(status, body: ByteBuffer(), contentType: contentType)
        self.stream = stream
    }

    init(_ status: HTTPResponse.Status = .ok, _ value: some Encodable) throws {
        self.init(status, body: ByteBuffer(bytes: try Self.encode(value)))
    }

    /// JSON with sorted members, so that equal things read equal.
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
