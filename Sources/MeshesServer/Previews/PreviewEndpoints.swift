import HTTPTypes
import Hummingbird
import MeshesModel

/// What a mapping or a rule would do, without doing it.
struct PreviewEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint(
                "previewConnectionMapping", .post, "/api/v1/connections/{connection_id}/mappings/preview", ok: [200],
                refusals: [400, 404, 413, 422], answer: mapping),
            Endpoint("previewRule", .post, "/api/v1/rules/preview", ok: [200], refusals: [400, 404, 413, 422], answer: draft),
            Endpoint("previewStoredRule", .post, "/api/v1/rules/{rule_id}/preview", ok: [200], refusals: [400, 404, 413, 422], answer: stored),
        ]
    }

    @Sendable private func mapping(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manageConnections)
        let id: Connection.ID = try call.id("connection_id")
        let body = try await call.objectWithPayload()
        let connection = try await services.store.connections.get(access, id)
        var reader = ParameterReader(body.object)
        let schema = reader.object("schema", required: true)
        let event: Event.ID? = reader.id("event")
        _ = reader.object("payload", required: event == nil)
        try reader.finish()
        guard let schema else { throw MeshesError.badRequest("schema", "is required") }
        let issues = MappingSchema.issues(in: schema)
        guard issues.isEmpty else { return try Reply(.ok, MappingPreviewReply(issues)) }
        let destination = try services.destination(connection.type)
        let payload = try await payload(body.payload, or: event, access)
        // The catalogue as it is known; a provider that cannot be reached is no reason not to show the rest.
        _ = try? await ProviderData(services: services, access: access).fieldCatalog(connection, refresh: false)
        let fields = try await services.engine.mappedFields(of: id, payload: payload, for: destination, schema: schema)
        guard let fields else {
            throw MeshesError(.unprocessableEntity, "\(connection.type.rawValue) connections have no mapping.")
        }
        return try Reply(.ok, MappingPreviewReply(fields))
    }

    @Sendable private func draft(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let body = try await call.objectWithPayload()
        var reader = ParameterReader(body.object)
        let connection = reader.id("connection", of: Connection.self, required: true)
        let event = reader.string("event", .eventName, required: true)
        let metadata = reader.object("metadata", required: true)
        _ = reader.object("payload", required: true)
        try reader.finish()
        guard let connection, let event, let metadata else { throw MeshesError.badRequest(reader.issues) }
        let rehearsal = RuleRehearsal(
            services: services, connection: try await services.store.connections.get(access, connection), event: event,
            resource: access.lock?.resource ?? "global", resourceID: access.lock?.resourceID, metadata: metadata)
        return try Reply(.ok, try await rehearsal.run(body.payload))
    }

    @Sendable private func stored(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let id: Rule.ID = try call.id("rule_id")
        let body = try await call.objectWithPayload()
        var reader = ParameterReader(body.object)
        _ = reader.object("payload", required: true)
        try reader.finish()
        let rule = try await services.store.rules.get(access, id)
        let rehearsal = RuleRehearsal(
            services: services, connection: try await services.store.connections.get(access, rule.connection), event: rule.event,
            resource: rule.resource ?? "global", resourceID: rule.resourceID, metadata: rule.metadata)
        return try Reply(.ok, try await rehearsal.run(body.payload))
    }

    /// The payload that was sent along, or that of an event, which takes the permission to read payloads.
    private func payload(_ given: [UInt8], or event: Event.ID?, _ access: Access) async throws -> [UInt8] {
        guard let event else { return given }
        try access.require(.readPayload)
        guard let payload = try await services.store.events.payload(access, try await services.store.events.get(access, event).id) else {
            throw MeshesError(.payloadExpired, "The payload of this event is past its retention.")
        }
        return payload
    }
}
