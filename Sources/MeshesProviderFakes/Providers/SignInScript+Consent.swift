import Foundation

extension SignInScript {
    /// The consent page, on which everybody says yes at once. Refuses to be asked in another way than the provider's.
    ///
    /// - Parameters:
    ///   - scope: what must be asked for; nil where scopes stand on the app and must not be sent.
    ///   - usesPKCE: whether a code challenge must be sent, or must not.
    static func consent(_ request: ReceivedRequest, scope: String?, usesPKCE: Bool) -> ReceiverReply {
        let query = request.query
        guard query["client_id"] == app.clientID, query["response_type"] == "code", query["scope"] == scope,
            let target = query["redirect_uri"], target.hasSuffix("/oauth/\(type.rawValue)/callback"), let state = query["state"],
            (query["code_challenge"]?.count == 43 && query["code_challenge_method"] == "S256") == usesPKCE,
            usesPKCE || query["code_challenge"] == nil
        else { return .page(400, "<html>Bad request</html>") }
        return ReceiverReply(status: 302, headers: [("Location", "\(target)?code=\(code)&state=\(state)")])
    }
}

extension ProviderFake where Script: SignInScript {
    /// Where a browser is sent that opens an address of the stand-in's; nil when it is sent nowhere.
    public func visit(_ address: String) -> String? {
        guard let url = URLComponents(string: address), address.hasPrefix(root) else { return nil }
        let target = url.percentEncodedPath + (url.percentEncodedQuery.map { "?" + $0 } ?? "")
        let request = ReceivedRequest(method: "GET", target: target, headers: [], body: [], arrivedAt: .init(milliseconds: 0), socket: 0)
        var state = state
        return state.answer(request).headers.first { $0.0 == "Location" }?.1
    }
}
