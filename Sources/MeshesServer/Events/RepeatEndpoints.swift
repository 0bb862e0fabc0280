import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import NIOCore

/// Events that somebody sends by hand: to test a rule, or once more.
struct RepeatEndpoints {
    let services: AppServices

    var all: [Endpoint] {
        [
            Endpoint(
                "testRule", .post, "/api/v1/rules/{rule_id}/test", ok: [201], refusals: [400, 404, 413, 422], answer: test),
            Endpoint(
                "replayEvent", .post, "/api/v1/events/{event_id}/replay", ok: [201], refusals: [400, 404], answer: replay),
        ]
    }

    /// The event has the rule's name, and its resource where the body names none.
    @Sendable private func test(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.emit)
        let rule = try await services.store.rules.get(access, try call.id("rule_id"))
        let body = try await call.body()
        var draft = try body.withUnsafeReadableBytes { try EventDraft(parsing: $0, named: rule.event) }
        if let lock = access.lock {
            draft.resource = lock.resource
            draft.resourceID = lock.resourceID
        } else if draft.resource == Event.globalResource, draft.resourceID == nil {
            draft.resource = rule.resource ?? draft.resource
            draft.resourceID = rule.resourceID
        }
        return try await accept(EventToAccept(draft: draft, workspace: rule.workspace, testing: rule.id), access)
    }

    /// The same payload bytes, a new id: receivers take it for another event.
    @Sendable private func replay(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.emit)
        try access.require(.readPayload)
        let event = try await services.store.events.get(access, try call.id("event_id"))
        guard let payload = try await services.store.events.payload(access, event.id) else {
            throw MeshesError(.payloadExpired, "The payload of this event is past its retention.")
        }
        return try await accept(
            EventToAccept(draft: EventDraft(again: event, payload: payload), workspace: event.workspace), access)
    }

    private func accept(_ item: EventToAccept, _ access: Access) async throws -> Reply {
        switch try await services.engine.accept([item], access: access).first {
        case .accepted(let event): try Reply(.created, EventEnvelope(event: EventReply(event, deliveries: nil)))
        case .refused(let error): throw error
        case .duplicate, nil: throw IncompleteAcceptance()
        }
    }
}

private struct EventEnvelope: Encodable, Sendable {
    var event: EventReply
}
