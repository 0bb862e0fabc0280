import HTTPTypes
import Hummingbird
import MeshesModel

/// The two addresses that a browser goes through when somebody signs in at a provider: out with a ticket, back with a state.
struct SignInEndpoints {
    let services: AppServices
    let settings: ServerSettings

    var all: [Endpoint] {
        [
            Endpoint(page: "startSignIn", "/oauth/start", refusals: [303, 400, 404], answer: start),
            Endpoint(page: "finishSignIn", "/oauth/{type}/callback", refusals: [400, 404], answer: finish),
        ]
    }

    private var flow: SignInFlow { SignInFlow(services: services, settings: settings) }

    @Sendable private func start(_ call: Call) async throws -> Reply {
        guard call.isVisit else { return OAuthPage.failed(OAuthText.spentTicket).reply(.badRequest, files: services.files) }
        var query = call.query
        guard let ticket = query.text("ticket"), let departure = try await flow.depart(ticket: Secret(ticket)) else {
            return OAuthPage.failed(OAuthText.spentTicket).reply(.badRequest, files: services.files)
        }
        var reply = Reply(.seeOther, body: .init(), contentType: "text/plain")
        reply.headers[.location] = departure.url
        reply.headers[.setCookie] = BrowserMark(state: departure.state).cookie(departure.browser, isSecure: isSecure)
        reply.headers[.referrerPolicy] = "no-referrer"
        return reply
    }

    @Sendable private func finish(_ call: Call) async throws -> Reply {
        guard let type = IntegrationType(rawValue: call.parameters.text("type")) else { throw MeshesError.notFound("Path") }
        var query = call.query
        guard call.isVisit, let state = query.text("state").map({ Secret($0) }) else {
            return OAuthPage.failed(OAuthText.spentState).reply(.badRequest, files: services.files)
        }
        let mark = BrowserMark(state: state)
        let answer = SignInFlow.Answer(
            state: state, browser: mark.value(in: call.request.headers), code: query.text("code").map { Secret($0) },
            error: query.text("error"))
        let page = try await flow.arrive(answer, type: type)
        var reply = page.reply(page.connection == nil ? .badRequest : .ok, files: services.files)
        reply.headers[.setCookie] = mark.removal(isSecure: isSecure)
        return reply
    }

    private var isSecure: Bool { settings.embedURL.hasPrefix("https:") }
}

extension Call {
    /// Whether a person's browser opens the page, and does not only look ahead: what is good once must not be spent by that.
    fileprivate var isVisit: Bool {
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
        let isAhead = (header("Sec-Purpose") ?? header("Purpose") ?? "").contains("prefetch")
        let place = header("Sec-Fetch-Dest") ?? "document"
        return request.method == .get && !isAhead && place == "document"
    }
}
