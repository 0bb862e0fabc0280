import MeshesModel

/// The routing versions of workspaces as the committer last saw them. They are good as long as the epoch stands still, so
/// that a round reads one row instead of one a workspace.
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
        try connection.execute("UPDATE workspaces SET routing_version = routing_version + 1 WHERE id = ?", [.id(workspace)])
        try connection.execute("UPDATE routing_epoch SET epoch = epoch + 1 WHERE id = 1")
    }
}
