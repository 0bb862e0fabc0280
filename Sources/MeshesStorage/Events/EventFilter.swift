public import MeshesModel

/// Which events a list shows. All comparisons are exact and combined with "and"; nil takes any.
public struct EventFilter: Hashable, Sendable {
    public var event: String?
    public var status: DeliveryStatus?
    public var resource: String?
    public var resourceID: String?

    public init(event: String? = nil, status: DeliveryStatus? = nil, resource: String? = nil, resourceID: String? = nil) {
        self.event = event
        self.status = status
        self.resource = resource
        self.resourceID = resourceID
    }
}
