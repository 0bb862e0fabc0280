import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel

/// Deliveries of an event: retry, cancel, attempts.
struct DeliveryEndpoints {
    let services: AppServices

    private static let delivery = "/api/v1/events/{event_id}/rules/{rule_id}"
    private static let attempt = delivery + "/attempts/{attempt_id}"

    var all: [Endpoint] {
        [
            Endpoint("retryEventRule", .post, Self.delivery + "/retry", ok: [200], refusals: [400, 404, 409, 422, 425], answer: retry),
            Endpoint("cancelEventRule", .post, Self.delivery + "/cancel", ok: [200], refusals: [400, 404, 409], answer: cancel),
            Endpoint("listRuleAttempts", .get, Self.delivery + "/attempts", ok: [200], refusals: [400, 404], answer: attempts),
            Endpoint("getRuleAttempt", .get, Self.attempt, ok: [200], refusals: [400, 404], answer: attempt),
            Endpoint(
                "getRuleAttemptResponseDetails", .get, Self.attempt + "/response-details", ok: [200], refusals: [400, 404],
                answer: responseDetails),
        ]
    }

    @Sendable private func retry(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let (event, rule) = try ids(call)
        return try Reply(.ok, DeliveryReply(try await services.engine.retry(event, rule, access: access), services.engine.schedule))
    }

    @Sendable private func cancel(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.manage)
        let (event, rule) = try ids(call)
        return try Reply(.ok, DeliveryReply(try await services.engine.cancel(event, rule, access: access), services.engine.schedule))
    }

    @Sendable private func attempts(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let (event, rule) = try ids(call)
        var query = call.query
        let page = query.page()
        try query.finish()
        _ = try await services.store.deliveries.get(access, event, rule)
        return try Reply(.ok, PageReply(try await services.store.attempts.list(access, event, rule, page)) { AttemptReply($0) })
    }

    @Sendable private func attempt(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readHistory)
        let (event, rule) = try ids(call)
        return try Reply(
            .ok, AttemptReply(try await services.store.attempts.get(access, event, rule, try call.id("attempt_id"))))
    }

    @Sendable private func responseDetails(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.readPayload)
        let (event, rule) = try ids(call)
        guard
            let captured = try await services.store.attempts.responseDetails(
                access, event, rule, try call.id("attempt_id"))
        else { throw MeshesError.notFound("Response details") }
        return try Reply(.ok, ResponseDetailsReply(captured))
    }

    /// All bad ids of a path are named at once.
    private func ids(_ call: Call) throws(MeshesError) -> (Event.ID, Rule.ID) {
        var issues: [ParameterIssue] = []
        let event = call.parameters.id("event_id", of: Event.self, &issues)
        let rule = call.parameters.id("rule_id", of: Rule.self, &issues)
        guard let event, let rule else { throw .badRequest(issues) }
        return (event, rule)
    }
}
