import MeshesModel

/// AWeber's API, as far as calls and answers go. It has two forms of errors: an object with type and message, and the code
/// of RFC 6749 as a text.
enum AWeberProfile {
    static let profile = ProviderProfile(
        type: .aweber, name: "AWeber", root: "https://api.aweber.com", ownHost: "api.aweber.com",
        // 120 a minute are allowed, over all tools of an account; no header tells how many are left. At once as many as the fields
        // of an account take.
        pace: RequestPace(perSecond: 90.0 / 60, burst: 30), exception: exception, reason: reason)

    static func message(_ answer: ProviderAnswer) -> String { answer["error"]?["message"]?.string ?? "" }

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        switch answer.status {
        case 400 where answer["error"]?["type"] == "MissingOAuthParametersError": AnswerMeaning(.internalError)
        case 400: AnswerMeaning(.validationFailed)
        case 401: unauthorized(answer)
        case 403: forbidden(answer)
        case 429: AnswerMeaning(.rateLimited, backoff: pause)
        default: nil
        }
    }

    private static let pause: ClosedRange<Duration> = .seconds(60)...(.seconds(600))

    private static func unauthorized(_ answer: ProviderAnswer) -> AnswerMeaning {
        guard message(answer).lowercased().contains("invalid account") else { return AnswerMeaning(.authFailed, verdict: .renewToken) }
        return AnswerMeaning(.authFailed, verdict: .switchOff(.authenticationInvalid, detail: "AWeber says that the account is not active."))
    }

    /// A limit, an account in trouble or a missing permission: only the text tells.
    private static func forbidden(_ answer: ProviderAnswer) -> AnswerMeaning {
        let text = message(answer).lowercased()
        if text.contains("rate limit") { return AnswerMeaning(.rateLimited, backoff: pause) }
        if ["suspend", "on hold"].contains(where: text.contains) {
            return AnswerMeaning(.authFailed, verdict: .switchOff(.authenticationInvalid, detail: "AWeber has suspended the account or put it on hold."))
        }
        return AnswerMeaning(
            .authFailed, verdict: .switchOff(.oauthReauthorizationRequired, detail: "AWeber says that the sign-in lacks a permission."))
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        guard let type = answer["error"]?["type"]?.string else {
            let said = [answer["error"]?.string, answer["error_description"]?.string].compactMap(\.self)
            return said.isEmpty ? nil : said.joined(separator: ": ")
        }
        return message(answer).isEmpty ? type : "\(type): \(message(answer))"
    }
}
