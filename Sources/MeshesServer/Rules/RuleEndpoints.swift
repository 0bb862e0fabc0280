import HTTPTypes
import Hummingbird
import MeshesDestinations
import MeshesModel

/// Routing: `/api/v1/rules`.
struct RuleEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint("getRules", .get, "/api/v1/rules", ok: [200], refusals: [400], answer: list),
            Endpoint(
                "getWorkspaceRules", .get, "/api/v1/workspaces/{workspace_id}/rules", ok: [200], refusals: [400, 404],
                answer: listOfWorkspace),
            Endpoint("createRule", .post, "/api/v1/rules", ok: [201], refusals: [400, 404, 409, 413], answer: create),
            Endpoint("getRule", .get, "/api/v1/rules/{rule_id}", ok: [200], refusals: [400, 404], answer: get),
            Endpoint("updateRule", .put, "/api/v1/rules/{rule_id}", ok: [200], refusals: [400, 404, 409, 413], answer: update),
            Endpoint("deleteRule", .delete, "/api/v1/rules/{rule_id}", ok: [200], refusals: [400, 404], answer: delete),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readOrganization)
        return try await page(call, access, nil)
    }

    @Sendable private func listOfWorkspace(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        return try await page(call, access, try await services.workspace(try call.id("workspace_id"), for: access).id)
    }

    private func page(_ call: Call, _ access: Access, _ workspace: Workspace.ID?) async throws -> Reply {
        var query = call.query
        let filter = query.ruleFilter()
        let page = query.page()
        let expands = query.expandsActivity()
        try query.finish()
        let found = try await services.store.rules.list(access, workspace, filter, page)
        var reply = PageReply(found) { RuleReply($0) }
        if expands, let workspace {
            let activity = try await services.store.activity.rules(access, workspace, found.records)
            for index in reply.records.indices {
                let known = activity[reply.records[index].id]
                reply.records[index].connectionName = known?.connectionName
                reply.records[index].activity = known.map { RuleActivityReply($0) }
            }
        }
        return try Reply(.ok, reply)
    }

    @Sendable private func create(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let draft = try RuleDraft(try await call.object())
        try await services.workspace(draft.workspace, for: access)
        let connection = try await services.store.connections.get(access, draft.connection)
        guard connection.workspace == draft.workspace else {
            throw MeshesError.badRequest("connection", "must be in the same workspace")
        }
        try await check(draft.metadata, for: connection)
        let now = services.time.now()
        let rule = try await services.store.rules.create(
            access,
            Rule(
                id: services.ids.next(), organization: access.organization, workspace: draft.workspace,
                connection: draft.connection, type: connection.type, event: draft.event, resource: draft.resource,
                resourceID: draft.resourceID, metadata: draft.metadata, active: draft.active, hidden: draft.hidden,
                createdBy: access.createdBy, createdAt: now, updatedAt: now))
        services.engine.ruleChanged(rule)
        return try Reply(.created, RuleEnvelope(rule: RuleReply(rule)))
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        return try Reply(.ok, RuleReply(try await services.store.rules.get(access, try call.id("rule_id"))))
    }

    @Sendable private func update(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let id: Rule.ID = try call.id("rule_id")
        let change = try RuleChange(try await call.object())
        var rule = try await services.store.rules.get(access, id)
        try change.apply(to: &rule)
        if let metadata = change.metadata {
            try await check(metadata, for: try await services.store.connections.get(access, rule.connection))
        }
        rule.updatedAt = services.time.now()
        let saved = try await services.store.rules.update(access, rule)
        services.engine.ruleChanged(saved)
        return try Reply(.ok, RuleReply(saved))
    }

    @Sendable private func delete(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let rule = try await services.store.rules.delete(access, try call.id("rule_id"))
        services.engine.ruleDeleted(rule)
        return try Reply(.ok, DeletedRuleReply(rule))
    }

    private func check(_ metadata: JSONObject, for connection: Connection) async throws(MeshesError) {
        guard let destination = services.destinations[connection.type] else {
            throw .badRequest("connection", "is of a type that this server does not have")
        }
        try destination.validate(ruleMetadata: metadata)
        try await destination.check(ruleMetadata: metadata, for: ConnectionSettings(connection))
    }
}
