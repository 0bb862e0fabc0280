import HTTPTypes
import MeshesDelivery
import MeshesModel
import NIOCore

/// The plain case of `POST /api/v1/events`, answered without a task for the request: a credential and rules that are in
/// memory, a good body, no idempotency key. Everything else, every refusal too, goes the way of all requests.
///
/// Most requests of a busy server are of this kind, and the tasks and hand-overs between threads of the general way are
/// more than half of what such a request costs.
struct DirectIngestion: Sendable {
    private static let path = "/api/v1/events"

    let responder: ServerResponder
    private let endpoint: Int

    init?(_ responder: ServerResponder) {
        guard case .endpoint(let index, _) = responder.table.match(.post, Self.path) else { return nil }
        self.responder = responder
        endpoint = index
    }

    /// Largest body in bytes; larger ones go the general way, which refuses them.
    var bodyLimit: Int { responder.settings.bodyLimit }

    /// Whether a request may be one of these, from what its head says.
    func takes(_ head: HTTPRequest) -> Bool {
        guard head.method == .post, head.path == Self.path else { return false }
        let headers = head.headerFields
        return headers[.idempotencyKey] == nil && headers[.expect] == nil && headers[.connection] == nil
    }

    /// Begins to accept the event of a request.
    ///
    /// - Parameter tell: called once, on a thread that it must not hold up.
    /// - Returns: false when the request must go the general way; nothing has happened then.
    func accept(
        _ head: HTTPRequest, body: ByteBuffer, started: ContinuousClock.Instant,
        tell: @escaping @Sendable (DirectAnswer) -> Void
    ) -> Bool {
        let services = responder.services
        let now = services.time.now()
        // A server that is about to stop ends its connections, which is the general way's to do.
        guard !services.drain.hasBegun, let credential = responder.gatekeeper.authenticator.known(head.headerFields, now: now),
            let item = Self.item(in: body, for: credential.access)
        else { return false }
        var trail = RequestTrail(requestID: RequestID.of(head.headerFields, ids: services.ids), method: head.method)
        trail.endpointIndex = endpoint
        trail.endpoint = responder.table.endpoints[endpoint]
        trail.credential = credential
        do {
            trail.rateLimit = try responder.gatekeeper.limiters.events.require(for: credential.caller, now: now)
        } catch {
            return false
        }
        return services.engine.acceptDirectly(item, access: credential.access, by: credential.toLookAtAgain) { [trail, responder] acceptance in
            tell(DirectAnswer(responder: responder, acceptance: acceptance, trail: trail, started: started))
        }
    }

    private static func item(in body: ByteBuffer, for access: Access) -> EventToAccept? {
        guard (try? access.require(.ingest)) != nil,
            let draft = try? body.withUnsafeReadableBytes({ try EventDraft(parsing: $0) }),
            let workspace = try? draft.target(for: access)
        else { return nil }
        return EventToAccept(draft: draft, workspace: workspace)
    }
}

/// The answer to a request whose event has been committed, or could not be.
struct DirectAnswer: Sendable {
    let responder: ServerResponder
    let acceptance: DirectAcceptance
    let trail: RequestTrail
    let started: ContinuousClock.Instant

    /// - Returns: nil when the request must go the general way after all.
    func make() -> (head: HTTPResponse, body: ByteBuffer)? {
        let logger = responder.services.logger
        let reply: Reply
        do {
            guard let event = try acceptance.finish() else { return nil }
            reply = IngestionEndpoints.reply(event)
        } catch {
            reply = Reply(for: error, logger: logger, requestID: trail.requestID)
        }
        var head = responder.finish(reply, trail, started: started, logger: logger).head
        head.headerFields[.date] = DateHeader.now()
        return (head, reply.body)
    }
}
