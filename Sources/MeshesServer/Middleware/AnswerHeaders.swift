import HTTPTypes
import Hummingbird

/// The headers that answers have in common.
enum AnswerHeaders {
    /// Answers are data of one tenant: not to be cached, sniffed or framed.
    private static let plain: HTTPFields = [
        .cacheControl: "no-store",
        .contentTypeOptions: "nosniff",
        .contentSecurityPolicy: "frame-ancestors 'none'",
    ]
    private static let crossOrigin: HTTPFields = {
        var headers = plain
        CrossOrigin.allow(&headers)
        return headers
    }()

    static func make(_ reply: Reply, requestID: String, rateLimit: RateLimitState?, crossOrigin: Bool) -> HTTPFields {
        var headers = crossOrigin ? Self.crossOrigin : plain
        headers.append(HTTPField(name: .requestID, value: requestID))
        if reply.status != .noContent { headers.append(HTTPField(name: .contentType, value: reply.contentType)) }
        if let rateLimit {
            headers.append(HTTPField(name: .rateLimitLimit, value: String(rateLimit.limit)))
            headers.append(HTTPField(name: .rateLimitRemaining, value: String(rateLimit.remaining)))
            headers.append(HTTPField(name: .rateLimitReset, value: String(rateLimit.reset)))
        }
        for field in reply.headers { headers[field.name] = field.value }
        return headers
    }
}
