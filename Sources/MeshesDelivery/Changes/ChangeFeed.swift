public import MeshesModel
import Synchronization

/// Tells those who watch a workspace what has changed in it, after the change is durable. While nobody watches it costs one
/// look at a number; it never makes the teller wait.
public final class ChangeFeed: Sendable {
    private typealias Mailboxes = [ObjectIdentifier: ChangeMailbox]

    private let limit: Int
    private let limitPerWorkspace: Int
    private let watchers = Atomic<Int>(0)
    private let mailboxes = Mutex<[Workspace.ID: Mailboxes]>([:])

    /// - Parameters:
    ///   - limit: subscriptions at once.
    ///   - perWorkspace: subscriptions to one workspace.
    init(limit: Int, perWorkspace: Int) {
        self.limit = limit
        limitPerWorkspace = perWorkspace
    }

    /// Begins to gather the changes of a workspace, until the subscription is let go; nil when there are too many.
    public func subscribe(to workspace: Workspace.ID, _ scope: ChangeScope) -> ChangeSubscription? {
        let mailbox = ChangeMailbox(scope: scope)
        let added = mailboxes.withLock { mailboxes in
            guard watchers.load(ordering: .relaxed) < limit, mailboxes[workspace]?.count ?? 0 < limitPerWorkspace else { return false }
            mailboxes[workspace, default: [:]][ObjectIdentifier(mailbox)] = mailbox
            watchers.wrappingAdd(1, ordering: .relaxed)
            return true
        }
        return added ? ChangeSubscription(feed: self, workspace: workspace, mailbox: mailbox) : nil
    }

    /// How many watch now.
    public var subscriptions: Int { watchers.load(ordering: .relaxed) }

    func tell(_ workspace: Workspace.ID, _ change: @autoclosure () -> Change) {
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
