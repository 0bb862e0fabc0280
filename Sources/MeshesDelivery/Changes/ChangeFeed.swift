public import MeshesModel
import Synchronization

/// Tells those who watch a workspace what has changed in it, after the change is durable. While nobody watches it costs one
/// look at a number; it never makes the teller wait.
public final class ChangeFeed: Sendable {
    private typealias Mailboxes = [ObjectIdentifier: ChangeMailbox]

    private let limit: Int
    private let limitPerWorkspace: Int
    private let onWatch: @Sendable (Workspace.ID) -> Void
    private let onTell: @Sendable (Workspace.ID, () -> Change) -> Void
    private let watchers = Atomic<Int>(0)
    private let mailboxes = Mutex<[Workspace.ID: Mailboxes]>([:])

    /// - Parameters:
    ///   - limit: subscriptions at once.
    ///   - perWorkspace: subscriptions to one workspace.
    ///   - onWatch: called when a workspace has its first subscription.
    ///   - onTell: called with each change that happens on this node, for those who watch elsewhere.
    init(
        limit: Int, perWorkspace: Int, onWatch: @escaping @Sendable (Workspace.ID) -> Void = { _ in },
        onTell: @escaping @Sendable (Workspace.ID, () -> Change) -> Void = { _, _ in }
    ) {
        self.limit = limit
        limitPerWorkspace = perWorkspace
        self.onWatch = onWatch
        self.onTell = onTell
    }

    /// Begins to gather the changes of a workspace, until the subscription is let go; nil when there are too many.
    public func subscribe(to workspace: Workspace.ID, _ scope: ChangeScope) -> ChangeSubscription? {
        let mailbox = ChangeMailbox(scope: scope)
        let (added, isFirst) = mailboxes.withLock { mailboxes in
            let count = mailboxes[workspace]?.count ?? 0
            guard watchers.load(ordering: .relaxed) < limit, count < limitPerWorkspace else { return (false, false) }
            mailboxes[workspace, default: [:]][ObjectIdentifier(mailbox)] = mailbox
            watchers.wrappingAdd(1, ordering: .relaxed)
            return (true, count == 0)
        }
        if isFirst { onWatch(workspace) }
        return added ? ChangeSubscription(feed: self, workspace: workspace, mailbox: mailbox) : nil
    }

    /// How many watch now.
    public var subscriptions: Int { watchers.load(ordering: .relaxed) }

    /// The workspaces that somebody watches now.
    var watched: [Workspace.ID] { mailboxes.withLock { Array($0.keys) } }

    /// Tells what has happened on this node, to watchers anywhere.
    func tell(_ workspace: Workspace.ID, _ change: @autoclosure () -> Change) {
        onTell(workspace, change)
        pass(workspace, change())
    }

    /// Tells what has happened, on this node or another, to watchers here.
    func pass(_ workspace: Workspace.ID, _ change: @autoclosure () -> Change) {
        guard watchers.load(ordering: .relaxed) > 0, let mailboxes = mailboxes.withLock({ $0[workspace] }) else { return }
        let change = change()
        for mailbox in mailboxes.values { mailbox.put(change) }
    }

    func remove(_ mailbox: ChangeMailbox, from workspace: Workspace.ID) {
        mailboxes.withLock { mailboxes in
            guard mailboxes[workspace]?.removeValue(forKey: ObjectIdentifier(mailbox)) != nil else { return }
            if mailboxes[workspace]?.isEmpty == true { mailboxes[workspace] = nil }
            watchers.wrappingSubtract(1, ordering: .relaxed)
        }
    }
}
