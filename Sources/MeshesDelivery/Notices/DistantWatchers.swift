import MeshesModel
import OrderedCollections
import Synchronization

/// What other nodes watch, and the changes that are to be told to them. While nobody watches anywhere it costs one look at a number.
final class DistantWatchers: Sendable {
    private struct Watched {
        var until: Timestamp
        var changes: OrderedSet<Change> = []
    }

    /// How long a node that does not repeat itself is taken to watch.
    static let lifetime: Duration = .seconds(25)
    /// Changes that are named one by one, of a workspace and each time.
    private static let named = 50
    /// Workspaces that may be watched.
    private static let limit = 5000

    private let count = Atomic<Int>(0)
    private let workspaces = Mutex<[Workspace.ID: Watched]>([:])

    /// Somebody watches a workspace on another node.
    func watch(_ workspace: Workspace.ID, at now: Timestamp) {
        workspaces.withLock { workspaces in
            guard workspaces[workspace] != nil || workspaces.count < Self.limit else { return }
            workspaces[workspace, default: Watched(until: now)].until = now + Self.lifetime
            count.store(workspaces.count, ordering: .relaxed)
        }
    }

    func note(_ workspace: Workspace.ID, _ change: @autoclosure () -> Change) {
        guard count.load(ordering: .relaxed) > 0 else { return }
        workspaces.withLock { workspaces in
            guard let watched = workspaces[workspace], watched.changes.last != .manyEvents else { return }
            workspaces[workspace]?.changes.append(watched.changes.count < Self.named ? change() : .manyEvents)
        }
    }

    /// What is to be told now. To be called four times a second.
    func take(at now: Timestamp) -> [(Workspace.ID, Change)] {
        guard count.load(ordering: .relaxed) > 0 else { return [] }
        return workspaces.withLock { workspaces in
            workspaces = workspaces.filter { $0.value.until > now }
            count.store(workspaces.count, ordering: .relaxed)
            var changes: [(Workspace.ID, Change)] = []
            for (workspace, watched) in workspaces where !watched.changes.isEmpty {
                changes += watched.changes.map { (workspace, $0) }
                workspaces[workspace]?.changes = []
            }
            return changes
        }
    }
}
