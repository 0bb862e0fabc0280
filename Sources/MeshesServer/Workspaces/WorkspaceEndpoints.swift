import HTTPTypes
import Hummingbird
import MeshesModel

/// Tenants: `/api/v1/workspaces`.
struct WorkspaceEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint("getWorkspaces", .get, "/api/v1/workspaces", ok: [200], refusals: [400], answer: list),
            Endpoint("createWorkspace", .post, "/api/v1/workspaces", ok: [201], refusals: [400, 409, 413], answer: create),
            Endpoint("getWorkspace", .get, "/api/v1/workspaces/{workspace_id}", ok: [200], refusals: [400, 404], answer: get),
            Endpoint(
                "updateWorkspace", .put, "/api/v1/workspaces/{workspace_id}", ok: [200], refusals: [400, 404, 409, 413],
                answer: update),
            Endpoint(
                "getWorkspaceEventTypes", .get, "/api/v1/workspaces/{workspace_id}/event-types", ok: [200],
                refusals: [400, 404], answer: eventTypes),
            Endpoint(
                "getWorkspaceResources", .get, "/api/v1/workspaces/{workspace_id}/resources", ok: [200],
                refusals: [400, 404], answer: resources),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readOrganization)
        var query = call.query
        let page = query.page()
        try query.finish()
        return try Reply(.ok, PageReply(try await services.store.workspaces.list(access, page)) { WorkspaceReply($0) })
    }

    @Sendable private func create(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.createWorkspaces)
        let draft = try WorkspaceDraft(try await call.object())
        let made = try await services.store.workspaces.create(
            access, name: draft.name, description: draft.description, retention: draft.retention)
        return try Reply(.created, WorkspaceEnvelope(workspace: WorkspaceReply(made.workspace)))
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.read)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access)
        // A page in the browser has no use for a key that emits.
        let key = access.session == nil ? try await services.store.workspaces.publishableKey(access, workspace.id) : nil
        return try Reply(.ok, WorkspaceReply(workspace, key: key))
    }

    @Sendable private func update(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.administer)
        let id: Workspace.ID = try call.id("workspace_id")
        let change = try WorkspaceChange(try await call.object())
        let stored = try await services.workspace(id, for: access)
        let workspace = try await services.store.workspaces.update(
            access, id, name: change.name, description: .some(change.description.applied(to: stored.description)),
            retention: change.retention)
        return try Reply(.ok, WorkspaceReply(workspace))
    }

    @Sendable private func eventTypes(_ call: Call) async throws -> Reply {
        try await catalog(call, .eventType)
    }

    @Sendable private func resources(_ call: Call) async throws -> Reply {
        try await catalog(call, .resource)
    }

    private func catalog(_ call: Call, _ kind: CatalogEntry.Kind) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access)
        let entries = try await services.store.catalog.list(access, workspace.id, kind)
        return try Reply(.ok, entries.map { CatalogEntryReply($0) })
    }
}
