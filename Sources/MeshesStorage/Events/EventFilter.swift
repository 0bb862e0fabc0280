public import MeshesModel

/// Which events a list shows. All comparisons are exact and combined with "and"; nil takes any.
public struct EventFilter: Hashable, Sendable {
    public var event: String?
    public var status: DeliveryStatus?
    public var resource: String?
    public var resourceID: String?
    /// Accepted at this moment or later.
    public var since: Timestamp?
    /// Accepted before this moment.
    public var until: Timestamp?
    /// Only test events, or none of them.
    public var isTest: Bool?
    /// The ids that begin like this.
    public var ids: ClosedRange<Event.ID>?
    /// What one of its deliveries must be.
    public var delivery: DeliveryFilter

    public init(
        event: String? = nil, status: DeliveryStatus? = nil, resource: String? = nil, resourceID: String? = nil,
        since: Timestamp? = nil, until: Timestamp? = nil, isTest: Bool? = nil, ids: ClosedRange<Event.ID>? = nil,
        delivery: DeliveryFilter = DeliveryFilter()
    ) {
        self.event = event
        self.status = status
        self.resource = resource
        self.resourceID = resourceID
        self.since = since
        self.until = until
        self.isTest = isTest
        self.ids = ids
        self.delivery = delivery
    }
}
