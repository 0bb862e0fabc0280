import MeshesModel

/// One call of a provider's API. The root, the credential and the standing headers are added when it is sent.
struct ProviderRequest: Sendable {
    enum Body: Sendable {
        case none
        case json(JSONObject)
        /// A JSON array.
        case list([JSONValue])
        /// `application/x-www-form-urlencoded`
        case form([(String, String)])
    }
    /// Where the call goes.
    enum Place: Sendable {
        case path(ProviderPath, query: [(String, String)])
        /// A URL of an answer, checked by `ProviderRoot.returned`.
        case url(WebURL)
    }

    var method: OutboundRequest.Method
    var place: Place
    var headers: [(String, String)]
    var body: Body

    private init(_ method: OutboundRequest.Method, _ place: Place, _ body: Body, _ headers: [(String, String)]) {
        self.method = method
        self.place = place
        self.body = body
        self.headers = headers
    }

    static func get(_ path: ProviderPath, query: [(String, String)] = [], headers: [(String, String)] = []) -> ProviderRequest {
        ProviderRequest(.get, .path(path, query: query), .none, headers)
    }

    static func get(_ url: WebURL) -> ProviderRequest { ProviderRequest(.get, .url(url), .none, []) }

    static func post(_ path: ProviderPath, _ body: Body = .none, headers: [(String, String)] = []) -> ProviderRequest {
        ProviderRequest(.post, .path(path, query: []), body, headers)
    }

    static func put(_ path: ProviderPath, _ body: Body) -> ProviderRequest {
        ProviderRequest(.put, .path(path, query: []), body, [])
    }

    static func patch(_ path: ProviderPath, query: [(String, String)] = [], _ body: Body) -> ProviderRequest {
        ProviderRequest(.patch, .path(path, query: query), body, [])
    }

    static func delete(_ path: ProviderPath, query: [(String, String)] = []) -> ProviderRequest {
        ProviderRequest(.delete, .path(path, query: query), .none, [])
    }
}

extension ProviderRequest.Body {
    /// An object that a provider takes only up to a size.
    ///
    /// - Throws: `payload_too_large`.
    static func json(_ object: JSONObject, atMost limit: Int) throws(AttemptEnd) -> ProviderRequest.Body {
        let size = JSONValue.object(object).compactBytes.count
        guard size <= limit else {
            let message = "not sent: it has \(size) bytes and may have \(limit)"
            throw AttemptEnd(DeliveryOutcome(.payloadTooLarge, message, details: ResponseDetails(error: message)))
        }
        return .json(object)
    }

    /// The bytes and their content type; nil for no body.
    var encoded: (type: String, bytes: [UInt8])? {
        switch self {
        case .none: nil
        case .json(let object): ("application/json", JSONValue.object(object).compactBytes)
        case .list(let elements): ("application/json", JSONValue.array(elements).compactBytes)
        case .form(let pairs):
            (
                "application/x-www-form-urlencoded",
                Array(FormEncoding.encode(pairs).utf8)
            )
        }
    }
}
