import MeshesDelivery
import MeshesModel

struct ChangeSetReply: Encodable, Sendable {
    var events: [Event.ID]
    var connections: [Connection.ID]
    var rules: [Rule.ID]
    /// Whether more has changed than is named.
    var more: Bool

    init(_ changes: ChangeSet) {
        events = Array(changes.events)
        connections = Array(changes.connections)
        rules = Array(changes.rules)
        more = changes.more
    }
}
