import MeshesModel

/// One person on one list of an account.
struct AWeberSubscribers: Sendable {
    let account: String
    let list: String
    let email: ContactEmail

    private var path: ProviderPath { "/1.0/accounts/\(account)/lists/\(list)/subscribers" }
    /// Somebody who is on the list is named by the address.
    private var person: ProviderPath { "/1.0/accounts/\(account)/lists/\(list)/subscribers?subscriber_email=\(email.description)" }

    /// Adds the person, or changes what AWeber keeps of somebody who is there already.
    func add(_ values: JSONObject, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        var subscriber: JSONObject = ["email": .string(email.description), "update_existing": "true", "strict_custom_fields": "false"]
        subscriber.merge(values) { first, _ in first }
        var answer = try await session.exchange(.post(path, .json(subscriber)))
        if answer.status == 415 { answer = try await session.exchange(.post(path, .form(Self.form(subscriber)))) }
        let text = answer.status == 400 ? AWeberProfile.message(answer).lowercased() : ""
        if text.contains("has not confirmed") { return session.delivered(answer, "waiting for confirmation") }
        guard text.contains("already subscribed") else { return session.delivered(try session.accept(answer)) }
        let changes = Self.changes(values)
        guard !changes.isEmpty else { return session.delivered(answer, "already subscribed") }
        return session.delivered(try await session.send(.patch(person, .json(changes))), "already subscribed")
    }

    func remove(_ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let answer = try await session.send(.patch(person, .json(["status": "unsubscribed"])), expecting: [404])
        return session.delivered(answer, answer.status == 404 ? "not on the list" : nil)
    }

    /// Some hosts take forms only; what is no text goes as JSON.
    private static func form(_ subscriber: JSONObject) -> [(String, String)] { subscriber.map { ($0, $1.plainText) } }

    /// The same values as a change: tags are added to those that are there, and the address of the first sign-up stays.
    private static func changes(_ values: JSONObject) -> JSONObject {
        var changes = values
        changes["ip_address"] = nil
        changes["tags"] = values["tags"].map { ["add": $0, "remove": []] }
        return changes
    }
}
