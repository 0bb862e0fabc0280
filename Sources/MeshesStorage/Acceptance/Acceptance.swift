public import MeshesModel

/// An event with all that is stored with it in one commit.
public struct Acceptance: Sendable {
    /// `progress` counts `deliveries` as they are stored.
    public var event: Event
    /// The payload object, as the bytes that came.
    public var payload: [UInt8]
    public var deliveries: [NewDelivery]
    /// The version of the routing table that matched. An older one than the store's writes nothing.
    public var routingVersion: Int64
    /// Kept with the event when the emitter gave a key; an unexpired one of the same key writes nothing.
    public var idempotency: IdempotencyRecord?
    /// Names that the workspace's catalogue lacks as far as the caller knows.
    public var catalogKeys: [CatalogKey]
    /// The emitter's key, when it was only remembered as good: if it is no more, nothing is written.
    public var publishableKey: PublishableKey.ID?

    public init(
        event: Event, payload: [UInt8], deliveries: [NewDelivery], routingVersion: Int64,
        idempotency: IdempotencyRecord? = nil, catalogKeys: [CatalogKey] = [], publishableKey: PublishableKey.ID? = nil
    ) {
        self.event = event
        self.payload = payload
        self.deliveries = deliveries
        self.routingVersion = routingVersion
        self.idempotency = idempotency
        self.catalogKeys = catalogKeys
        self.publishableKey = publishableKey
    }
}
