/// What a destination makes of one attempt: the whole of what the engine learns from it.
public struct DeliveryOutcome: Sendable {
    /// Whether another attempt makes sense.
    public enum Retry: Hashable, Sendable {
        /// The code decides: `timeout`, `networkError`, `rateLimited`, `rejectedServerError`, `internalError` follow the
        /// schedule, the others end the delivery.
        case byCode
        /// Follows the schedule although the code would end the delivery (421, 425).
        case always
        /// At most this many further attempts (a 404 during the receiver's deployment).
        case atMost(Int)
    }
    /// What the attempt says about the connection as a whole.
    public enum ConnectionVerdict: Hashable, Sendable {
        case healthy
        /// Switch the connection off at once.
        case switchOff(InactiveReason?, detail: String)
        /// The provider says that the token has run out: renew it and try once more at once.
        case renewToken
    }

    /// Characters of a message.
    public static let longestMessage = 200

    public var code: OutcomeCode
    /// One line for people, at most 200 characters, without personal data or secrets.
    public var message: String
    public var httpStatus: Int?
    public var retry: Retry
    /// What the destination asked to wait, already cut to 24 h. Longer than the schedule's step, it replaces it.
    public var retryAfter: Duration?
    /// True when the wait concerns the connection, not only this delivery (429; 503 with a wait).
    public var pausesConnection: Bool
    public var verdict: ConnectionVerdict
    /// Nil for successful attempts.
    public var details: ResponseDetails?
    /// The destination's own id of the request.
    public var requestID: String?

    public init(
        _ code: OutcomeCode, _ message: String, httpStatus: Int? = nil, retry: Retry = .byCode, retryAfter: Duration? = nil,
        pausesConnection: Bool = false, verdict: ConnectionVerdict = .healthy, details: ResponseDetails? = nil,
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.httpStatus = httpStatus
        self.retry = retry
        self.retryAfter = retryAfter
        self.pausesConnection = pausesConnection
        self.verdict = verdict
        self.details = details
        self.requestID = requestID
    }
}

extension DeliveryOutcome {
    /// Says something more in the message, as far as there is room.
    public mutating func remark(_ text: String) {
        let whole = message + "; " + text
        message = whole.count <= Self.longestMessage ? whole : whole.prefix(Self.longestMessage - 1) + "…"
    }
}
