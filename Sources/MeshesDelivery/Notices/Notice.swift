import Foundation
import MeshesModel
import MeshesStorage

/// What a node tells the others. Only hints and what may be lost: the truth is in the store.
enum Notice: Hashable, Sendable {
    /// A connection was made, changed, switched on or off, or deleted.
    case connection(Connection.ID)
    /// A rule was made, changed or ended; `isOver` when its deliveries are not to be attempted any more.
    case rule(Rule.ID, Workspace.ID, isOver: Bool)
    /// A connection's mapping or catalogue of fields was stored.
    case mapping(Connection.ID)
    /// A grant has other tokens, or none.
    case grant(OAuthGrant.ID)
    /// A connection has deliveries that are due and that nobody holds.
    case work(Connection.ID)
    /// A destination asked for a pause.
    case pause(Connection.ID, until: Timestamp)
    /// A circuit has opened, or let a probe pass (the time is that of the next), or closed (nil).
    case circuit(Connection.ID, probeAt: Timestamp?)
    /// Somebody watches a workspace there.
    case watch(Workspace.ID)
    /// A node asks what the others watch.
    case whoWatches
    /// The node that counts the queue has counted it.
    case queue(QueueStatistics)
    /// Something that those who watch a workspace are to learn.
    case change(Workspace.ID, Change)
}

extension Notice {
    /// In one line: a word, and what belongs to it, separated by spaces.
    var text: String {
        switch self {
        case .connection(let id): "connection \(id)"
        case .rule(let id, let workspace, let isOver): "rule \(id) \(workspace) \(isOver ? "over" : "on")"
        case .mapping(let id): "mapping \(id)"
        case .grant(let id): "grant \(id)"
        case .work(let id): "work \(id)"
        case .pause(let id, let until): "pause \(id) \(until.milliseconds)"
        case .circuit(let id, let probe): "circuit \(id) \(probe.map { "\($0.milliseconds)" } ?? "-")"
        case .watch(let workspace): "watch \(workspace)"
        case .whoWatches: "who-watches"
        case .queue(let statistics):
            "queue \(statistics.waiting) \(statistics.parked) \(statistics.oldest.map { "\($0.milliseconds)" } ?? "-")"
        case .change(let workspace, .event(let id, let resource, let resourceID)):
            "event \(workspace) \(id) \(Self.escaped(resource)) \(Self.escaped(resourceID))"
        case .change(let workspace, .connection(let id, let hidden)): "connection-shown \(workspace) \(id) \(hidden ? "hidden" : "-")"
        case .change(let workspace, .rule(let id, let resource, let resourceID, let hidden)):
            "rule-shown \(workspace) \(id) \(Self.escaped(resource)) \(Self.escaped(resourceID)) \(hidden ? "hidden" : "-")"
        case .change(let workspace, .manyEvents): "events \(workspace)"
        }
    }

    /// Nil for what this version does not know.
    init?(_ text: String) {
        var words = Words(text)
        switch words.next() {
        case "connection": self.init(words.id()) { .connection($0) }
        case "mapping": self.init(words.id()) { .mapping($0) }
        case "grant": self.init(words.id()) { .grant($0) }
        case "work": self.init(words.id()) { .work($0) }
        case "rule":
            guard let id: Rule.ID = words.id(), let workspace: Workspace.ID = words.id() else { return nil }
            self = .rule(id, workspace, isOver: words.next() == "over")
        case "pause":
            guard let id: Connection.ID = words.id(), let until = words.time() else { return nil }
            self = .pause(id, until: until)
        case "circuit":
            guard let id: Connection.ID = words.id() else { return nil }
            self = .circuit(id, probeAt: words.time())
        case "watch": self.init(words.id()) { .watch($0) }
        case "who-watches": self = .whoWatches
        case "queue":
            guard let waiting = words.number(), let parked = words.number() else { return nil }
            self = .queue(QueueStatistics(waiting: waiting, oldest: words.time(), parked: parked))
        case "event":
            guard let workspace: Workspace.ID = words.id(), let id: Event.ID = words.id(), let resource = words.text() else { return nil }
            self = .change(workspace, .event(id, resource: resource, resourceID: words.text()))
        case "connection-shown":
            guard let workspace: Workspace.ID = words.id(), let id: Connection.ID = words.id() else { return nil }
            self = .change(workspace, .connection(id, hidden: words.next() == "hidden"))
        case "rule-shown":
            guard let workspace: Workspace.ID = words.id(), let id: Rule.ID = words.id() else { return nil }
            let (resource, resourceID) = (words.text(), words.text())
            self = .change(workspace, .rule(id, resource: resource, resourceID: resourceID, hidden: words.next() == "hidden"))
        case "events": self.init(words.id()) { .change($0, .manyEvents) }
        default: return nil
        }
    }

    private init?<Entity>(_ id: Identifier<Entity>?, _ make: (Identifier<Entity>) -> Notice) {
        guard let id else { return nil }
        self = make(id)
    }

    private static func escaped(_ text: String?) -> String {
        guard let text else { return "-" }
        return "=" + (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    private struct Words {
        private var rest: ArraySlice<Substring>

        init(_ text: String) { rest = text.split(separator: " ")[...] }

        mutating func next() -> Substring? { rest.popFirst() }
        mutating func id<Entity>() -> Identifier<Entity>? { next().flatMap { Identifier<Entity>($0) } }
        mutating func number() -> Int? { next().flatMap { Int($0) } }
        mutating func time() -> Timestamp? { next().flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) } }
        mutating func text() -> String? { next().flatMap { $0.hasPrefix("=") ? $0.dropFirst().removingPercentEncoding : nil } }
    }
}
