public import MeshesModel

/// What a bulk call did to one delivery, or to one event as a whole.
public struct BulkResult: Hashable, Sendable {
    public var event: Event.ID
    /// Nil when the event as a whole is meant.
    public var rule: Rule.ID?
    /// Why nothing was done; nil when it was.
    public var refusal: String?
}
