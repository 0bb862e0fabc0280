import MeshesModel

/// Mailchimp's Marketing API 3.0, as far as calls and answers go. Refusals are `application/problem+json`.
enum MailchimpProfile {
    static let profile = ProviderProfile(
        type: .mailchimp, name: "Mailchimp", root: "https://us1.api.mailchimp.com", ownHost: ".api.mailchimp.com",
        // Mailchimp counts no calls a second but those under way: ten for a user, over all tools that the user has.
        pace: .generous, simultaneous: 4, exception: exception, reason: reason,
        requestID: { answer in
            answer["instance"]?.string.flatMap { $0.wholeMatch(of: /[0-9a-fA-F-]{8,64}/) == nil ? nil : $0 } ?? answer.raw.requestID
        })

    private static let complianceTitles: Set<String> = ["Member In Compliance State", "Forgotten Email Not Subscribed"]

    /// Whether Mailchimp refuses to touch a person who has left or was removed.
    static func protectsPerson(_ answer: ProviderAnswer) -> Bool {
        answer.status == 400 && complianceTitles.contains(title(answer))
    }

    static func title(_ answer: ProviderAnswer) -> String { answer["title"]?.string ?? "" }

    private static func exception(_ answer: ProviderAnswer) -> AnswerMeaning? {
        switch answer.status {
        case 400 where protectsPerson(answer):
            AnswerMeaning(.validationFailed, "\(title(answer)): the person has left or was removed; only they themselves can come back")
        case 400: AnswerMeaning(.validationFailed)
        case 403: forbidden(answer)
        case 414, 422: AnswerMeaning(.invalidRequest)
        case 426: AnswerMeaning(.internalError)
        case 429: AnswerMeaning(.rateLimited, backoff: .seconds(5)...(.seconds(300)))
        default: nil
        }
    }

    /// A bare 403 is how the servers in front of the API turn away too many calls.
    private static func forbidden(_ answer: ProviderAnswer) -> AnswerMeaning {
        guard answer["title"] != nil else {
            return AnswerMeaning(.rateLimited, "turned away without a reason", backoff: .seconds(60)...(.seconds(3600)))
        }
        return AnswerMeaning(refusesKey(answer) ? .authFailed : .rejectedClientError)
    }

    /// Whether an answer is about the key as such and not about one call.
    static func refusesKey(_ answer: ProviderAnswer) -> Bool {
        guard answer.status == 403 else { return answer.status == 401 }
        let text = (title(answer) + " " + (answer["detail"]?.string ?? "")).lowercased()
        return ["wrong datacenter", "disabled", "deactivated"].contains { text.contains($0) }
    }

    private static func reason(_ answer: ProviderAnswer) -> String? {
        let error = answer["errors"]?.array?.first
        let first = [error?["field"]?.string, error?["message"]?.string].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
        let parts = [title(answer), first, answer["detail"]?.string ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
