import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import MeshesStorage
import NIOCore

/// The history of events: `/api/v1/events`.
struct EventEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint("getEvents", .get, "/api/v1/events", ok: [200], refusals: [400], answer: list),
            Endpoint(
                "getWorkspaceEvents", .get, "/api/v1/workspaces/{workspace_id}/events", ok: [200], refusals: [400, 404],
                answer: listOfWorkspace),
            Endpoint("getEvent", .get, "/api/v1/events/{event_id}", ok: [200], refusals: [400, 404], answer: get),
            Endpoint("getEventPayload", .get, "/api/v1/events/{event_id}/payload", ok: [200], refusals: [400, 404], answer: payload),
            Endpoint("cancelEvent", .post, "/api/v1/events/{event_id}/cancel", ok: [200], refusals: [400, 404, 409], answer: cancel),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readOrganization)
        var query = call.query
        return try await page(&query, EventFilter(), access, nil)
    }

    @Sendable private func listOfWorkspace(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let workspace = try await services.workspace(try call.id("workspace_id"), for: access)
        var query = call.query
        let filter = query.eventFilter()
        return try await page(&query, filter, access, workspace.id)
    }

    private func page(
        _ query: inout QueryParameters, _ filter: EventFilter, _ access: Access, _ workspace: Workspace.ID?
    ) async throws -> Reply {
        let page = query.page()
        let expands = query.expandsDeliveries()
        try query.finish()
        let found = try await services.store.events.list(access, workspace, filter, page)
        let deliveries = expands ? try await services.store.events.deliveries(access, of: found.records.map(\.id)) : [:]
        var reply = PageReply(found.page) { EventReply($0, deliveries: expands ? replies(deliveries[$0.id]) : nil) }
        reply.searchedUntil = found.searchedUntil
        return try Reply(.ok, reply)
    }

    @Sendable private func get(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let event = try await services.store.events.get(access, try call.id("event_id"))
        return try Reply(.ok, try await reply(event, access))
    }

    /// The payload goes out as the bytes that came in.
    @Sendable private func payload(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readPayload)
        let event = try await services.store.events.get(access, try call.id("event_id"))
        guard let payload = try await services.store.events.payload(access, event.id) else {
            throw MeshesError(.payloadExpired, "The payload of this event is past its retention.")
        }
        var body = ByteBuffer(bytes: try Reply.encode(try await reply(event, access)).dropLast())
        body.writeStaticString(",\"payload\":")
        body.writeBytes(payload)
        body.writeStaticString("}")
        return Reply(.ok, body: body)
    }

    @Sendable private func cancel(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let event = try await services.engine.cancel(try call.id("event_id"), access: access)
        return try Reply(.ok, try await reply(event, access))
    }

    private func reply(_ event: Event, _ access: Access) async throws -> EventReply {
        let deliveries = try await services.store.events.deliveries(access, of: [event.id])
        return EventReply(event, deliveries: replies(deliveries[event.id]))
    }

    private func replies(_ deliveries: [Delivery]?) -> [DeliveryReply] {
        (deliveries ?? []).map { DeliveryReply($0, services.engine.schedule) }
    }
}
