import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import MeshesStorage
import NIOCore

/// The way in: one event, or up to a hundred.
struct IngestionEndpoints {
    let services: AppServices
    let limiters: RateLimiters
    let idempotency: IdempotencyGuard

    init(services: AppServices, limiters: RateLimiters) {
        self.services = services
        self.limiters = limiters
        idempotency = IdempotencyGuard(store: services.store)
    }

    var all: [Endpoint] {
        let bulk = BulkIngestion(services: services, limiter: limiters.bulkEvents, idempotency: idempotency)
        return [
            Endpoint(
                "createEvent", .post, "/api/v1/events", gate: .events, ok: [201], refusals: [400, 404, 409, 413], answer: create),
            Endpoint(
                "createBulkEvent", .post, "/api/v1/events/bulk", gate: .bulkEvents, ok: [201, 207],
                refusals: [400, 409, 413], answer: bulk.create),
            Endpoint("preflightEvent", .options, "/api/v1/events", gate: .open, ok: [204]) { _ in CrossOrigin.preflight() },
            Endpoint("preflightBulkEvent", .options, "/api/v1/events/bulk", gate: .open, ok: [204]) { _ in
                CrossOrigin.preflight()
            },
        ]
    }

    @Sendable private func create(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.ingest)
        let body = try await call.body()
        let draft = try body.withUnsafeReadableBytes { try EventDraft(parsing: $0) }
        let item = EventToAccept(draft: draft, workspace: try draft.target(for: access))
        guard let key = call.request.headers[.idempotencyKey] else {
            return try Self.reply(try await services.engine.accept([item], access: access).first)
        }
        let use = IdempotentUse(workspace: item.workspace, key: try IdempotencyKey.checked(key), body: body)
        return try await idempotency.once(use) {
            let now = services.time.now()
            return try await services.engine.accept([item], access: access) { events in
                use.record(status: 201, body: events.first.map(Self.body) ?? ByteBuffer(), at: now)
            }.first
        } reply: { result in
            try Self.reply(result)
        }
    }

    private static func reply(_ result: AcceptedEvent?) throws -> Reply {
        switch result {
        case .accepted(let event): reply(event)
        case .refused(let error): throw error
        case .duplicate, nil: throw IncompleteAcceptance()
        }
    }

    /// The answer to an event that is on disk.
    static func reply(_ event: Event) -> Reply { Reply(.created, body: body(event)) }

    private static func body(_ event: Event) -> ByteBuffer {
        var writer = JSONWriter(capacity: 512)
        writer.raw("{\"event\":")
        writer.acceptedEvent(event)
        writer.raw("}")
        return writer.buffer
    }
}

/// The engine gave no result for an event, or spoke of an idempotency key where there was none: a fault of ours.
struct IncompleteAcceptance: Error {}
