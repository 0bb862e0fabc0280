import HTTPTypes
public import Hummingbird
import Logging
import MeshesModel

/// Answers every request: one layer that finds the endpoint, admits the caller, runs the endpoint and finishes the answer.
///
/// A chain of middlewares would cost several allocations and suspensions a request, on a way that is walked thousands of
/// times a second.
public final class ServerResponder: HTTPResponder {
    let table: EndpointTable
    let gatekeeper: Gatekeeper
    let services: AppServices
    let settings: ServerSettings
    let metrics: RequestMetrics

    init(endpoints: [Endpoint], services: AppServices, settings: ServerSettings, gatekeeper: Gatekeeper) {
        table = EndpointTable(endpoints)
        self.gatekeeper = gatekeeper
        self.services = services
        self.settings = settings
        metrics = RequestMetrics(endpoints: endpoints, factory: services.metrics)
    }

    public func respond(to request: Request, context: ServerContext) async throws -> Response {
        let started = ContinuousClock.now
        var trail = RequestTrail(requestID: RequestID.of(request.headers, ids: services.ids), method: request.method)
        let reply: Reply
        do {
            reply = try await answer(request, context, &trail)
        } catch let error as BrokenRequest {
            throw error.cause
        } catch {
            reply = Reply(for: error, logger: context.logger, requestID: trail.requestID)
        }
        return finish(reply, trail, started: started, logger: context.logger)
    }

    /// Counts and logs an answer and gives it its headers.
    func finish(_ reply: Reply, _ trail: RequestTrail, started: ContinuousClock.Instant, logger: Logger) -> Response {
        let took = ContinuousClock.now - started
        metrics.record(endpoint: trail.endpointIndex, status: reply.status.code, took: took)
        AccessLog.write(trail, status: reply.status, took: took, to: logger)
        return response(reply, trail)
    }

    private func answer(_ request: Request, _ context: ServerContext, _ trail: inout RequestTrail) async throws -> Reply {
        switch table.match(request.method, RequestPath.path(of: request)) {
        case .unknown:
            throw MeshesError.notFound("Path")
        case .wrongMethod(let allowed):
            trail.allowed = allowed
            throw MeshesError(.methodNotAllowed, "This path takes \(allowed).")
        case .endpoint(let index, let parameters):
            let endpoint = table.endpoints[index]
            trail.endpointIndex = index
            trail.endpoint = endpoint
            try await gatekeeper.admit(request.headers, peer: context.peer, to: endpoint.gate, &trail)
            let call = Call(
                request: request, parameters: parameters, credential: trail.credential, rateLimit: trail.rateLimit,
                bodyLimit: endpoint.gate == .bulkEvents ? settings.bulkBodyLimit : settings.bodyLimit)
            return try await endpoint.answer(call)
        }
    }

    private func response(_ reply: Reply, _ trail: RequestTrail) -> Response {
        var headers = AnswerHeaders.make(
            reply, requestID: trail.requestID, rateLimit: reply.rateLimit ?? trail.rateLimit,
            crossOrigin: trail.endpoint?.isCrossOrigin ?? false)
        if services.drain.hasBegun { headers[.connection] = "close" }
        if let allowed = trail.allowed { headers[.allow] = allowed }
        let body = reply.stream.map { ResponseBody($0) } ?? ResponseBody(byteBuffer: reply.body)
        let response = Response(status: reply.status, headers: headers, body: body)
        return trail.method == .head ? response.createHeadResponse() : response
    }
}
