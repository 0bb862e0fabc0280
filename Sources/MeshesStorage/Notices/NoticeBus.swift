/// Carries short texts between the nodes that share a database, so that what one of them has changed is known to the others
/// within a second. They are hints: whatever must be right is read from the store.
public protocol NoticeBus: Sendable {
    /// Begins to carry. To be called once.
    func start()

    /// Tells a text, at most `NoticeLimits.text` bytes without line breaks, to the other nodes, soon and in order; never waits.
    /// Of equal texts that have not gone out yet one goes.
    func post(_ text: String)

    /// Has an element whenever there may be something to `take`; ends with `close`. For one reader.
    var bell: AsyncStream<Void> { get }

    /// What has come in since the last call.
    func take() -> NoticeBatch

    /// Ends it, once what was posted has gone out, or cannot go out.
    func close()
}

/// How much a bus carries.
public enum NoticeLimits {
    /// Bytes of one text.
    public static let text = 2000
    /// Texts that wait for the way out, or for their reader. What is more becomes "something was missed".
    public static let waiting = 5000
}

/// What other nodes have told.
public struct NoticeBatch: Hashable, Sendable {
    /// In the order in which each node has told them.
    public var texts: [String] = []
    /// Whether there may have been more, before these, that did not arrive.
    public var isIncomplete = false
    /// Whether what the others tell arrives at the moment.
    public var isListening = false

    public init() {}
}
