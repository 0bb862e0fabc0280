/// The one resource that a session is locked to: events, deliveries and rules of any other do not exist for it.
public struct ResourceLock: Hashable, Sendable {
    /// Not empty, at most 64 characters.
    public var resource: String
    /// 1 to 64 characters of `[A-Za-z0-9._:-]`, so that rules can match it.
    public var resourceID: String

    public init(resource: String, resourceID: String) {
        self.resource = resource
        self.resourceID = resourceID
    }
}
