import HTTPTypes
import Hummingbird
import NIOCore

/// CORS of the two ingestion calls (api.md 2): any origin, no credentials. No other path answers a preflight.
enum CrossOrigin {
    /// The headers of an answer to a call.
    static func allow(_ headers: inout HTTPFields) {
        headers[.accessControlAllowOrigin] = "*"
        headers[.accessControlExposeHeaders] =
            "retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id"
    }

    /// The answer to a preflight.
    static func preflight() -> Reply {
        var reply = Reply(.noContent, body: ByteBuffer())
        reply.headers[.accessControlAllowMethods] = "POST, OPTIONS"
        reply.headers[.accessControlAllowHeaders] =
            "content-type, accept, x-meshes-publishable-key, x-meshes-client, idempotency-key, x-request-id"
        reply.headers[.accessControlMaxAge] = "86400"
        return reply
    }
}
