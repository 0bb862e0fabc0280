import MeshesModel

/// Customer.io's Pipelines API, as far as calls and answers go.
enum CustomerIOProfile {
    static let profile = ProviderProfile(
        type: .customerIO, name: "Customer.io", root: "https://cdp.customer.io", ownHost: "cdp.customer.io",
        // Without it the API says 200 to calls that it then throws away.
        headers: [("X-Strict-Mode", "1")], pace: RequestPace(perSecond: 200, burst: 200), exception: exception,
        reason: { $0["meta"]?["errors"]?.array?.first?.string })

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        switch answer.status {
        case 300..<400: AnswerMeaning(.rejectedClientError, "redirected; is the region wrong?")
        case 400: AnswerMeaning(.validationFailed)
        case 403: AnswerMeaning(.authFailed)
        case 404: AnswerMeaning(.invalidRequest)
        case 429: AnswerMeaning(.rateLimited, backoff: .seconds(1)...(.seconds(60)))
        default: nil
        }
    }
}
