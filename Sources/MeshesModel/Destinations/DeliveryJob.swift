public import OrderedCollections

/// One delivery as a destination sees it: what to send, never where (that is the connection's).
public struct DeliveryJob: Sendable {
    public var delivery: Delivery.ID
    public var event: Event.ID
    public var eventName: String
    public var resource: String
    public var resourceID: String?
    /// When the event was accepted.
    public var createdAt: Timestamp
    /// The payload object as the bytes that came.
    public var payload: [UInt8]
    /// The rule's metadata as it was when the event was accepted.
    public var ruleMetadata: JSONObject
    /// From 1 over the whole life of the delivery.
    public var attemptNumber: Int
    /// What the connection's mapping makes of the payload, by field key; empty for destinations without mapping.
    public var fields: JSONObject
    /// The fields that the connection's account has, as far as they are known.
    public var catalog: [FieldDefinition]
    /// When this series of attempts began: acceptance, or a manual retry after the delivery had failed.
    public var seriesStartedAt: Timestamp
    /// When this series was tried first; nil in the first attempt.
    public var firstTriedAt: Timestamp?
    /// A save-time test or a test event.
    public var isTest: Bool
    /// Nil for what is not delivered: a test, a rehearsal.
    public var connection: Connection.ID?

    public init(
        delivery: Delivery.ID, event: Event.ID, eventName: String, resource: String, resourceID: String?,
        createdAt: Timestamp, payload: [UInt8], ruleMetadata: JSONObject, attemptNumber: Int, fields: JSONObject = [:],
        catalog: [FieldDefinition] = [], seriesStartedAt: Timestamp? = nil, firstTriedAt: Timestamp? = nil, isTest: Bool = false,
        connection: Connection.ID? = nil
    ) {
        self.delivery = delivery
        self.event = event
        self.eventName = eventName
        self.resource = resource
        self.resourceID = resourceID
        self.createdAt = createdAt
        self.payload = payload
        self.ruleMetadata = ruleMetadata
        self.attemptNumber = attemptNumber
        self.fields = fields
        self.catalog = catalog
        self.seriesStartedAt = seriesStartedAt ?? createdAt
        self.firstTriedAt = firstTriedAt
        self.isTest = isTest
        self.connection = connection
    }
}
