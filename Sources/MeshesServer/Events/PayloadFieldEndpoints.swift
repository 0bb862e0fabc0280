import HTTPTypes
import Hummingbird
import MeshesModel

/// What payloads look like, for those who write mappings and templates.
struct PayloadFieldEndpoints {
    private struct FieldReply: Encodable, Sendable {
        var path: String
        var type: String
        var example: String?
    }

    private struct FieldsReply: Encodable, Sendable {
        var event: String
        /// Payloads that were looked at.
        var sampled: Int
        var fields: [FieldReply]
    }

    private static let sample = 20
    private static let sampleBytes = 1 << 20

    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint(
                "getWorkspacePayloadFields", .get, "/api/v1/workspaces/{workspace_id}/payload-fields", ok: [200],
                refusals: [400, 404], answer: list)
        ]
    }

    /// Examples are values of payloads, so they are only for those who may read payloads.
    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access)
        var query = call.query
        let event = query.required("event")
        try query.finish()
        let payloads = try await services.store.events.payloads(
            access, workspace.id, ofEvents: event, limit: Self.sample, bytes: Self.sampleBytes)
        var found = PayloadFields()
        for payload in payloads {
            if let object = try JSONValue(parsing: payload).object { found.add(object) }
        }
        let shows = access.allows(.readPayload)
        return try Reply(
            .ok,
            FieldsReply(
                event: event, sampled: payloads.count,
                fields: found.fields.map { FieldReply(path: $0.key, type: $0.value.type, example: shows ? $0.value.example : nil) }))
    }
}
