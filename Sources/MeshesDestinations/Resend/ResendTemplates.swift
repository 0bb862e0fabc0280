import MeshesModel

/// The variables that templates declare, remembered for ten minutes.
struct ResendTemplates: Sendable {
    private struct Key: Hashable {
        var account: String
        var template: String
    }

    /// Nil for a template that the key may not read.
    private let known = ShortMemory<Key, Set<String>?>()

    /// The names that a template declares; nil when the key may not read it.
    func variables(of template: String, _ session: ProviderSession) async throws(AttemptEnd) -> Set<String>? {
        let key = Key(account: session.credential.identity, template: template)
        let now = session.gateway.time.now()
        if let declared = known.value(key, at: now) { return declared }
        let answer = try await session.send(.get("/templates/\(template)"), expecting: [401, 403, 404])
        let declared = answer.isSuccess ? Set((answer["variables"]?.array ?? []).compactMap { $0["key"]?.string }) : nil
        if ResendProfile.refusesKey(answer) { throw AttemptEnd(session.outcome(AnswerMeaning(.authFailed), of: answer)) }
        known.keep(declared, for: key, at: now)
        return declared
    }
}
