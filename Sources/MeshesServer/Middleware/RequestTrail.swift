import HTTPTypes
import Hummingbird

/// What is learnt of a request on its way, for the headers, the log and the counters of its answer, also when it fails.
struct RequestTrail: Sendable {
    let requestID: String
    let method: HTTPRequest.Method
    var endpointIndex: Int?
    var endpoint: Endpoint?
    var credential: VerifiedCredential?
    var rateLimit: RateLimitState?
    /// Value of `Allow`, when the method was wrong.
    var allowed: String?

    init(requestID: String, method: HTTPRequest.Method) {
        self.requestID = requestID
        self.method = method
    }
}
