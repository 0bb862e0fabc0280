/// What went wrong in an engine, in the words that matter above it.
public struct DatabaseFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// A row that a constraint forbids: the fault of the piece that wrote it.
        case constraint
        /// Disk full, disk fault, read-only, out of memory, connection lost: nothing can be written now.
        case unavailable
        /// Another process holds a lock for too long.
        case busy
        /// A transaction of another process was in the way: this one is undone and may be carried out again at once.
        case conflict
        case other
    }

    public var kind: Kind
    /// The engine's own words. Never holds arguments.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether callers can only wait: nothing of what they asked for is at fault.
    var isPassing: Bool { kind == .unavailable || kind == .busy || kind == .conflict }

    public var description: String { "database: \(message)" }
}
