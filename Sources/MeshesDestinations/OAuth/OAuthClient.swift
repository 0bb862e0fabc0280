import Foundation
import MeshesModel
import NIOCore

/// The operator's app at one provider, and the token calls it makes (RFC 6749, 4.1.3 and 6).
public struct OAuthClient: Sendable {
    /// For a token call, answer and all.
    static let timeout: Duration = .seconds(10)

    /// How a provider wants to see client id and secret.
    enum Authentication: Sendable {
        /// `client_id` and `client_secret` in the form.
        case form
        /// HTTP Basic.
        case basic
    }

    /// The provider's name, for texts.
    public let provider: String
    /// Nil until the settings name one.
    public let app: OAuthApp?
    let authorizeRoot: String
    let tokenRoot: String
    let gateway: ProviderGateway
    private let configuration: OAuthConfiguration

    /// - Parameters:
    ///   - authorize: scheme and host of the provider's own consent page, `token` those of its token calls.
    ///   - configuration: what the operator has put in their place.
    public init(
        _ provider: String, authorize: String, token: String, _ configuration: OAuthConfiguration, _ gateway: ProviderGateway
    ) {
        self.provider = provider
        app = configuration.app
        authorizeRoot = configuration.authorizeRoot ?? authorize
        tokenRoot = configuration.tokenRoot ?? token
        self.gateway = gateway
        self.configuration = configuration
    }

    /// The same app at another host of the provider's, unless the operator has put something in its place.
    func at(_ root: String) -> OAuthClient { OAuthClient(provider, authorize: root, token: root, configuration, gateway) }

    /// Sends a form to the token host. Answers that say "try again later" are thrown; all others are returned as they are,
    /// errors of the provider too.
    func post(
        _ path: String, _ fields: [(String, String)], _ app: OAuthApp, _ authentication: Authentication
    ) async throws(OAuthFailure) -> OAuthAnswer {
        var headers = [("Content-Type", "application/x-www-form-urlencoded")]
        var fields = fields
        switch authentication {
        case .form: fields += [("client_id", app.clientID), ("client_secret", app.clientSecret.reveal())]
        case .basic:
            let pair = PercentEncoding.component(app.clientID) + ":" + PercentEncoding.component(app.clientSecret.reveal())
            headers.append(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        }
        return try await send(.post, path, headers: headers, body: FormEncoding.encode(fields))
    }

    /// Calls the token host with a token in the header.
    func call(
        _ method: OutboundRequest.Method, _ path: String, bearer: Secret
    ) async throws(OAuthFailure) -> OAuthAnswer {
        try await send(method, path, headers: [("Authorization", "Bearer " + bearer.reveal())], body: "")
    }

    private func send(
        _ method: OutboundRequest.Method, _ path: String, headers: [(String, String)], body: String
    ) async throws(OAuthFailure) -> OAuthAnswer {
        guard let url = try? URLSyntax.parse(tokenRoot + path) else {
            throw .operatorFault("The address of \(provider)'s token calls is not valid.")
        }
        let request = OutboundRequest(
            method: method, url: url,
            headers: headers + [("Accept", "application/json"), ("User-Agent", gateway.userAgent)], body: ByteBuffer(string: body),
            timeout: Self.timeout)
        let answer: OutboundAnswer
        do throws(OutboundFailure) {
            answer = try await gateway.sender.send(request)
        } catch {
            throw .unavailable(error)
        }
        return try read(answer)
    }

    private func read(_ answer: OutboundAnswer) throws(OAuthFailure) -> OAuthAnswer {
        if answer.status == 429 {
            let wait = answer.header("retry-after").flatMap { RetryAfter.wait($0, date: answer.header("date"), now: gateway.time.now()) }
            throw .unavailable(.rateLimited, "\(provider) limits token calls (HTTP 429)", retryAfter: wait)
        }
        let json = (try? JSONValue(parsing: Array(answer.body.readableBytesView)))?.object
        let isForeign = json == nil && answer.status < 400 && answer.body.readableBytes > 0
        if answer.status >= 500 || isForeign {
            throw .unavailable(
                .rejectedServerError, "\(provider) answered HTTP \(answer.status) to a token call", retryAfter: nil)
        }
        return OAuthAnswer(status: answer.status, json: json ?? [:])
    }
}

/// A token host's answer.
struct OAuthAnswer: Sendable {
    var status: Int
    /// Empty when the body was no JSON object.
    var json: JSONObject

    /// The provider's code of an error; nil where it names none.
    var error: String? { json["error"]?.string }
}

extension OAuthFailure {
    /// A token call to which no answer came.
    fileprivate static func unavailable(_ failure: OutboundFailure) -> OAuthFailure {
        switch failure {
        case .timeout(let phase): .unavailable(.timeout, phase, retryAfter: nil)
        case .network(let reason): .unavailable(.networkError, reason, retryAfter: nil)
        case .forbidden: .operatorFault("the address of the token calls is not allowed")
        case .cancelled: .unavailable(.networkError, "the token call was cut short", retryAfter: nil)
        }
    }
}
