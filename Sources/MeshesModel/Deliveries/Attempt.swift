/// One finished try of a delivery.
public struct Attempt: Hashable, Sendable {
    public typealias ID = Identifier<Attempt>

    /// What set an attempt off. The raw number is the store's, the name the API's.
    public enum Trigger: Int, Hashable, Sendable, CaseIterable {
        case auto = 0
        case manual = 1
        case test = 2

        public var name: String { String(describing: self) }
    }

    public var id: ID
    public var event: Event.ID
    public var rule: Rule.ID
    public var delivery: Delivery.ID
    /// From 1 over the whole life of the delivery; a manual retry does not restart it.
    public var number: Int
    public var trigger: Trigger
    public var outcome: OutcomeCode
    /// One line for people, at most 200 characters.
    public var message: String
    /// Nil when no HTTP answer arrived.
    public var httpStatus: Int?
    public var startedAt: Timestamp
    public var finishedAt: Timestamp
    /// When the next automatic attempt was planned.
    public var nextAttemptAt: Timestamp?
    public var hasResponseDetails: Bool
    /// The destination's own id of the request, if it sent one.
    public var requestID: String?

    public init(
        id: ID, event: Event.ID, rule: Rule.ID, delivery: Delivery.ID, number: Int, trigger: Trigger, outcome: OutcomeCode,
        message: String, httpStatus: Int?, startedAt: Timestamp, finishedAt: Timestamp, nextAttemptAt: Timestamp? = nil,
        hasResponseDetails: Bool, requestID: String? = nil
    ) {
        self.id = id
        self.event = event
        self.rule = rule
        self.delivery = delivery
        self.number = number
        self.trigger = trigger
        self.outcome = outcome
        self.message = message
        self.httpStatus = httpStatus
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.nextAttemptAt = nextAttemptAt
        self.hasResponseDetails = hasResponseDetails
        self.requestID = requestID
    }
}
