import MeshesModel

@testable import MeshesStorage

extension StoreFixture {
    /// The fixture with another workspace, which keeps its history for so many days.
    func workspace(_ name: String, keeping days: [WorkspaceRetention.Part: Int]) async throws -> StoreFixture {
        let retention = days.reduce(into: WorkspaceRetention()) { $0[$1.key] = $1.value }
        let made = try await store.workspaces.create(access, name: name, description: nil, retention: retention).workspace
        return StoreFixture(place: place, keys: keys, time: time, ids: ids, store: store, access: access, workspace: made, node: node)
    }

    /// Changes for how many days the workspace keeps its history; what is not named is as the server's settings say.
    func keep(_ days: [WorkspaceRetention.Part: Int]) async throws {
        var members = JSONObject()
        for part in WorkspaceRetention.Part.allCases {
            members[part.rawValue] = days[part].map { .integer(Int64($0)) } ?? .null
        }
        let change = try WorkspaceChange(["name": .string(workspace.name), "retention": .object(members)])
        _ = try await store.workspaces.update(access, workspace.id, retention: change.retention)
    }
}
