import MeshesModel
import Synchronization

/// The variables that templates declare, remembered for ten minutes.
final class ResendTemplates: Sendable {
    private struct Key: Hashable {
        var secret: Secret
        var template: String
    }
    private struct Entry {
        /// Nil when the key may not read templates.
        var variables: Set<String>?
        var readAt: Timestamp
    }
    private static let lifetime: Duration = .seconds(600)
    private static let limit = 2000

    private let entries = Mutex<[Key: Entry]>([:])

    /// The names that a template declares; nil when the key may not read it.
    func variables(of template: String, _ session: ProviderSession) async throws(AttemptEnd) -> Set<String>? {
        let key = Key(secret: session.credential.secret, template: template)
        let now = session.gateway.time.now()
        if let entry = entries.withLock({ $0[key] }), now - entry.readAt < Self.lifetime { return entry.variables }
        let answer = try await session.send(.get("/templates/\(template)"), expecting: [401, 403, 404])
        let declared = answer.isSuccess ? Set((answer["variables"]?.array ?? []).compactMap { $0["key"]?.string }) : nil
        if ResendProfile.refusesKey(answer) { throw AttemptEnd(session.outcome(AnswerMeaning(.authFailed), of: answer)) }
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll() }
            entries[key] = Entry(variables: declared, readAt: now)
        }
        return declared
    }
}
