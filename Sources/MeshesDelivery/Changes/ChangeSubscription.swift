import MeshesModel

/// One reader of a workspace's changes. It ends when the last reference to it goes.
public final class ChangeSubscription: Sendable {
    private let feed: ChangeFeed
    private let workspace: Workspace.ID
    private let mailbox: ChangeMailbox

    init(feed: ChangeFeed, workspace: Workspace.ID, mailbox: ChangeMailbox) {
        self.feed = feed
        self.workspace = workspace
        self.mailbox = mailbox
    }

    deinit { feed.remove(mailbox, from: workspace) }

    /// Has an element after each `ring()` and when changes have come in; ends with `close()`. For one reader.
    public var bell: AsyncStream<Void> { mailbox.bell }

    /// What has gathered since the last call; nil when nothing has.
    public func take() -> ChangeSet? { mailbox.take() }

    public func ring() { mailbox.ring() }

    public func close() { mailbox.close() }
}
