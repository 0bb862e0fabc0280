import Crypto
import Foundation
import MeshesModel

extension MailchimpDestination {
    /// The name of a member within an audience: an address for the API, no protection.
    static func hash(_ email: ContactEmail) -> String {
        Insecure.MD5.hash(data: Data(email.key.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// One call makes or changes the member and subscribes it. Merge fields that nobody has mapped must not hold it up,
    /// whatever the audience's own forms require.
    func add(
        _ email: ContactEmail, _ values: JSONObject, to list: String, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        var member: JSONObject = ["email_address": .string(email.description), "status": "subscribed", "status_if_new": "subscribed"]
        member.merge(values) { first, _ in first }
        let request = ProviderRequest.put("/3.0/lists/\(list)/members/\(Self.hash(email))?skip_merge_validation=true", .json(member))
        let first = try await session.exchange(request)
        // Somebody else made the member at the same moment: the same call changes it now.
        let isRaced = first.status == 400 && MailchimpProfile.title(first) == "Member Exists"
        return session.delivered(try session.accept(isRaced ? try await session.exchange(request) : first))
    }

    func remove(_ email: ContactEmail, from list: String, _ session: ProviderSession) async throws(AttemptEnd) -> DeliveryOutcome {
        let answer = try await session.exchange(.patch("/3.0/lists/\(list)/members/\(Self.hash(email))", .json(["status": "unsubscribed"])))
        if MailchimpProfile.protectsPerson(answer) { return session.delivered(answer, "already not subscribed") }
        guard answer.status == 404 else { return session.delivered(try session.accept(answer)) }
        // The same answer comes for a person who is no member and for an audience that is gone.
        _ = try await session.send(.get("/3.0/lists/\(list)", query: [("fields", "id")]))
        return session.delivered(answer, "not in this audience")
    }
}
