import MeshesModel

/// The routing versions of workspaces as the committer last saw them. They are good as long as the epoch stands still, so
/// that a round reads one row instead of one a workspace.
///
/// This holds for any number of nodes without a lock. What an emitter sends after a change of rules was answered is queued for
/// a round that begins later, so that its read of the epoch sees the change. What a change overtakes between that read and
/// the round's commit was sent before the change was answered: either order is right for it. And an epoch that can be read has
/// all smaller ones behind it, because who raises it holds its row until the commit.
struct RoutingVersions {
    /// Bounded: forgotten as a whole when it would grow beyond.
    private static let capacity = 10_000

    private var epoch: Int64 = 0
    private var versions: [Workspace.ID: Int64] = [:]

    /// Forgets what the store has moved away from. Call once a round.
    mutating func refresh(_ connection: any SQLConnection) throws {
        let present = try connection.first("SELECT epoch FROM routing_epoch WHERE id = 1", []) { $0.integer(0) } ?? 0
        guard present != epoch || versions.count > Self.capacity else { return }
        epoch = present
        versions.removeAll(keepingCapacity: true)
    }

    /// Nil for a workspace that does not exist.
    mutating func version(of workspace: Workspace.ID, _ connection: any SQLConnection) throws -> Int64? {
        if let known = versions[workspace] { return known }
        let version = try connection.first(
            "SELECT routing_version FROM workspaces WHERE id = ?", [.id(workspace)]
        ) { $0.integer(0) }
        versions[workspace] = version
        return version
    }

    /// Notes, in the transaction of a change of rules or connections, that what was matched before must be matched again.
    static func bump(_ workspace: Workspace.ID, _ connection: any SQLConnection) throws {
        // The epoch first: who changes rules elsewhere waits here, and not for a workspace while holding another.
        try connection.execute("UPDATE routing_epoch SET epoch = epoch + 1 WHERE id = 1")
        try connection.execute("UPDATE workspaces SET routing_version = routing_version + 1 WHERE id = ?", [.id(workspace)])
    }
}
