import MeshesModel
import MeshesStorage

/// One piece of work for the run loop.
enum EngineWork: Sendable {
    case attempt(QueueEntry)
    case refill(LaneScheduler.Refill)
    case sweep(Sweep)
    /// A node has ended.
    case takeOver(NodeRecord)
    /// Tokens newer than this version of the grant are wanted.
    case renew(OAuthGrant.ID, newerThan: Int64)
    case revoke(OAuthGrant)
    /// Shutdown has begun.
    case drain
}

/// A change that concerns many waiting deliveries, carried out in batches beside the hot path.
enum Sweep: Hashable, Sendable {
    /// The connection was switched off: what waits is parked.
    case park(Connection.ID, Workspace.ID, reason: String)
    /// It was switched on again: what was parked runs, oldest first.
    case release(Connection.ID, Workspace.ID)
    /// The rule was deleted or switched off: its unfinished deliveries are canceled.
    case cancelRule(Rule.ID, Workspace.ID, reason: String)
    case cancelConnection(Connection.ID, Workspace.ID)

    var workspace: Workspace.ID {
        switch self {
        case .park(_, let workspace, _), .release(_, let workspace), .cancelRule(_, let workspace, _),
            .cancelConnection(_, let workspace):
            workspace
        }
    }
}
