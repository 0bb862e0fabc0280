public import MeshesModel

/// Something that the pages of a workspace show is no longer what it was.
public enum Change: Hashable, Sendable {
    /// An event was accepted, or one of its deliveries moved on.
    case event(Event.ID, resource: String, resourceID: String?)
    case connection(Connection.ID, hidden: Bool)
    case rule(Rule.ID, resource: String?, resourceID: String?, hidden: Bool)
    /// Many deliveries at once, not named one by one.
    case manyEvents
}
