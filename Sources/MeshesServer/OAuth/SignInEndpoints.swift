import HTTPTypes
import Hummingbird
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

    private var isSecure: Bool { settings.url?.hasPrefix("https:") ?? false }
}
