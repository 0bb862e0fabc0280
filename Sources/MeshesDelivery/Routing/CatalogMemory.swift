import MeshesModel
import MeshesStorage
import Synchronization

/// Which names the catalogues hold already, so that acceptance writes only new ones. Losing it costs a write, no more.
final class CatalogMemory: Sendable {
    private struct Name: Hashable {
        var kind: CatalogEntry.Kind
        var key: String
    }

    /// Beyond this many names a workspace's emitter is making them up; nothing more is registered for it.
    private let namesPerWorkspace: Int
    private let workspaces: Int
    private let known = Mutex<[Workspace.ID: Set<Name>]>([:])

    init(namesPerWorkspace: Int = 1000, workspaces: Int = 20_000) {
        self.namesPerWorkspace = namesPerWorkspace
        self.workspaces = workspaces
    }

    /// The names of an event that its workspace's catalogue may lack.
    func unknown(event: String, resource: String, in workspace: Workspace.ID) -> [CatalogKey] {
        known.withLock { known in
            let names = known[workspace] ?? []
            guard names.count < namesPerWorkspace else { return [] }
            var keys: [CatalogKey] = []
            if !names.contains(Name(kind: .eventType, key: event)) { keys.append(CatalogKey(kind: .eventType, key: event)) }
            if !names.contains(Name(kind: .resource, key: resource)) { keys.append(CatalogKey(kind: .resource, key: resource)) }
            return keys
        }
    }

    /// They are registered now.
    func remember(_ keys: [CatalogKey], in workspace: Workspace.ID) {
        guard !keys.isEmpty else { return }
        known.withLock { known in
            if known.count >= workspaces { known.removeAll() }
            for key in keys { known[workspace, default: []].insert(Name(kind: key.kind, key: key.key)) }
        }
    }
}
