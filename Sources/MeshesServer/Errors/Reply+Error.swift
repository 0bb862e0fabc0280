import HTTPTypes
import Hummingbird
import Logging
import MeshesModel
import NIOCore

extension Reply {
    /// The answer for whatever an endpoint threw. Faults of ours are logged with the request id, and nothing of them is
    /// shown.
    init(for error: any Error, logger: Logger, requestID: String) {
        let known: MeshesError
        switch error {
        case let error as MeshesError:
            known = error
        case let error as RateLimitExceeded:
            known = error.error
        default:
            logger.error("Request failed", metadata: ["request_id": "\(requestID)", "error": "\(String(reflecting: error))"])
            known = MeshesError(
                .internalError, "Something went wrong in the server. Its log has the particulars under this request id.")
        }
        let bytes = (try? Self.encode(ErrorReply(known))).map { ByteBuffer(bytes: $0) } ?? ByteBuffer(string: "{\"message\":\"Error\"}")
        self.init(HTTPResponse.Status(code: known.status), body: bytes)
        if let seconds = known.retryAfter ?? (Self.alwaysWait.contains(known.status) ? 1 : nil) {
            headers[.retryAfter] = String(seconds)
        }
        if let limited = error as? RateLimitExceeded { rateLimit = limited.state }
    }

    /// Statuses that never come without `Retry-After`.
    private static let alwaysWait: Set<Int> = [425, 429, 503]
}
