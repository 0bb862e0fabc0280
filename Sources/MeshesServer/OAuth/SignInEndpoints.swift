import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesDestinations
import MeshesModel

/// The two addresses that a browser goes through when somebody signs in at a provider: out with a ticket, back with a state.
struct SignInEndpoints {
    let services: AppServices
    let settings: EmbedSettings

    var all: [Endpoint] {
        [
            Endpoint(
                "startSignIn", .get, "/oauth/start", gate: .launch, ok: [303], refusals: [400, 404, 409, 422], isAPI: false,
                answer: start),
            Endpoint(
                "finishSignIn", .get, "/oauth/{type}/callback", gate: .launch, ok: [200], refusals: [400, 404], isAPI: false,
                answer: finish),
            Endpoint(
                "endSignIn", .delete, "/oauth/{type}/callback", gate: .launch, ok: [204], refusals: [400, 404, 413], isAPI: false,
                answer: end),
        ]
    }

    private func flow(_ call: Call) -> SignInFlow { SignInFlow(services: services, base: settings.base(of: call)) }

    @Sendable private func start(_ call: Call) async throws -> Reply {
        var query = call.query
        guard call.request.isNavigation(into: ["document"]), let ticket = query.text("ticket"),
            let departure = try await flow(call).depart(ticket: Secret(ticket))
        else { return OAuthPage.failed(OAuthText.spentTicket).reply(.badRequest, files: services.files) }
        var reply = Reply(.seeOther, body: .init(), contentType: "text/plain")
        reply.headers[.location] = departure.url
        reply.headers[.setCookie] = BrowserMark(state: departure.state).cookie(departure.browser, isSecure: isSecure)
        reply.headers[.referrerPolicy] = "no-referrer"
        return reply
    }

    @Sendable private func finish(_ call: Call) async throws -> Reply {
        guard let type = IntegrationType(rawValue: call.parameters.text("type")) else { throw MeshesError.notFound("Path") }
        var query = call.query
        guard call.request.isNavigation(into: ["document"]), let state = query.text("state").map({ Secret($0) }) else {
            return OAuthPage.failed(OAuthText.spentState).reply(.badRequest, files: services.files)
        }
        let mark = BrowserMark(state: state)
        let answer = SignInFlow.Answer(
            state: state, browser: mark.value(in: call.request.headers), code: query.text("code").map { Secret($0) },
            error: query.text("error"))
        let page = try await flow(call).arrive(answer, type: type)
        var reply = page.reply(page.connection == nil ? .badRequest : .ok, files: services.files)
        reply.headers[.setCookie] = mark.removal(isSecure: isSecure)
        return reply
    }

    /// Some providers call the same address when somebody removes the app there.
    @Sendable private func end(_ call: Call) async throws -> Reply {
        guard let type = IntegrationType(rawValue: call.parameters.text("type")),
            let destination = services.destinations[type] as? any OAuthDestination, let app = destination.client.app
        else { throw MeshesError.notFound("Path") }
        let notice = UninstallNotice(authorization: call.request.headers[.authorization], body: try await call.object())
        guard let gone = destination.uninstalled(notice, from: app) else {
            throw MeshesError(.unauthorized, "The call does not prove that it comes from \(destination.integration.name).")
        }
        let count = try await services.engine.uninstalled(gone, of: type)
        services.logger.notice("an account removed the app", metadata: ["type": "\(type.rawValue)", "grants": "\(count)"])
        return Reply(.noContent, body: .init(), contentType: "text/plain")
    }

    private var isSecure: Bool { settings.url?.hasPrefix("https:") ?? false }
}
