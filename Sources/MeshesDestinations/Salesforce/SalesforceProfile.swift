import MeshesModel

/// Salesforce's API, as far as calls and answers go.
enum SalesforceProfile {
    /// The version that requests and answers are written for.
    private static let version = "/services/data/v67.0/"

    /// A path below the version's root.
    static func path(_ path: ProviderPath) -> ProviderPath { ProviderPath(stringLiteral: version + path.description) }

    static let profile = ProviderProfile(
        type: .salesforce, name: "Salesforce", root: "https://login.salesforce.com",
        ownHost: [".salesforce.com", ".force.com", ".salesforce.mil"], pace: RequestPace(perSecond: 10, burst: 20),
        exception: meaning, reason: reason, limit: limit)

    /// The code of an error: Salesforce sends a list of errors, seldom a bare one.
    static func code(_ answer: ProviderAnswer) -> String? { error(answer)?["errorCode"]?.string }

    private static func error(_ answer: ProviderAnswer) -> JSONValue? { answer.json?.array?.first ?? answer.json }

    private static func meaning(of answer: ProviderAnswer) -> AnswerMeaning? {
        guard answer.status >= 400 else { return nil }
        switch code(answer) {
        // Salesforce knows no 429.
        case "REQUEST_LIMIT_EXCEEDED": return AnswerMeaning(.rateLimited, backoff: .seconds(300)...(.seconds(3600)))
        case "UNABLE_TO_LOCK_ROW": return AnswerMeaning(.rejectedServerError)
        case "QUERY_TIMEOUT": return AnswerMeaning(.timeout)
        case "API_DISABLED_FOR_ORG"?, "API_CURRENTLY_DISABLED"?:
            return AnswerMeaning(
                .authFailed, verdict: .switchOff(.authenticationInvalid, detail: "Salesforce says that this account may not use its API."))
        case "INVALID_TYPE" where error(answer)?["message"]?.string?.contains("Campaign") == true:
            return AnswerMeaning(.rejectedClientError, "INVALID_TYPE: this Salesforce edition or user has no campaigns")
        default: break
        }
        switch answer.status {
        case 401: return AnswerMeaning(.authFailed, verdict: .renewToken)
        case 403: return AnswerMeaning(.rejectedClientError)
        default: return nil
        }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        guard let error = error(answer) else { return nil }
        let fields = (error["fields"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        let said = [code(answer), error["message"]?.string].compactMap(\.self).joined(separator: ": ")
        return said.isEmpty ? nil : fields.isEmpty ? said : "\(said) (\(fields))"
    }

    /// `api-usage=18/15000`: calls of the last 24 hours, of all programs together. Near the end of it we hold back.
    private static func limit(_ answer: ProviderAnswer, _ now: Timestamp) -> RequestPacer.Notice? {
        guard let match = answer.header("sforce-limit-info")?.firstMatch(of: /api-usage=(\d+)\/(\d+)/),
            let used = Double(match.1), let allowed = Double(match.2), allowed > 0
        else { return nil }
        return .init(pace: used / allowed > 0.9 ? RequestPace(perSecond: 1, burst: 1) : profile.pace)
    }
}
