import MeshesModel

/// The part of the table that belongs to one type: what its file among the specifications of the integrations says.
struct TypeRows: Sendable {
    var type: IntegrationType
    /// What all actions of the type come to, unless one of them says otherwise.
    var expired: Cell
    var revoked: Expectation
    var rateLimit: Expectation
    var wrongAnswer = Expectation.again("rejected_server_error", "HTTP 200: answer is not JSON")
    var redirect = Expectation.again("rejected_server_error", "HTTP 302: unexpected redirect")
    var actions: [ActionRow]
}

/// One field of the table.
enum Cell: Sendable {
    case expect(Expectation)
    /// The situation does not exist, and why.
    case none(String)
}

/// One row of the table.
struct ActionRow: Sendable {
    var action: String
    /// Metadata of the rule, without the action.
    var rule: JSONObject = [:]
    /// What has to be done first, so that there is something to take back: metadata of another rule.
    var before: JSONObject?
    var delivered: Expectation
    /// The last call that a good delivery makes.
    var lastCall: String
    var alreadyDone: Cell
    var refused: Refusal
    /// Where the action differs from its type.
    var others: [Situation: Cell] = [:]

    /// What the provider refuses.
    struct Refusal: Sendable {
        var payload = ActionRow.payload
        /// Members that replace some of the rule's.
        var rule: JSONObject = [:]
        /// With which the first call is answered; nil for whatever the stand-in says.
        var status: Int?
        var expectation: Expectation

        /// An address that is none.
        static func address(_ expectation: Expectation, _ address: JSONValue = "ada@nowhere.org") -> Refusal {
            Refusal(payload: ["email": address, "plan": "pro"], expectation: expectation)
        }

        static func rule(_ members: JSONObject, _ expectation: Expectation) -> Refusal { Refusal(rule: members, expectation: expectation) }

        static func status(_ status: Int, _ expectation: Expectation) -> Refusal { Refusal(status: status, expectation: expectation) }
    }

    static let payload: JSONObject = ["email": "ada@example.com", "plan": "pro"]

    var metadata: JSONObject {
        var metadata = rule
        metadata["action"] = .string(action)
        return metadata
    }

    func cell(_ situation: Situation, of type: TypeRows) -> Cell {
        if let other = others[situation] { return other }
        return switch situation {
        case .delivered: .expect(delivered)
        case .alreadyDone: alreadyDone
        case .refusedData: .expect(refused.expectation)
        case .expiredToken: type.expired
        case .revoked: .expect(type.revoked)
        case .rateLimit: .expect(type.rateLimit)
        case .serverError: .expect(.again("rejected_server_error", "HTTP 502"))
        case .timeout: .expect(.again("timeout", "no full answer in time"))
        case .providerTimeout: .expect(.again("destination_timeout", "HTTP 408"))
        case .wrongAnswer: .expect(type.wrongAnswer)
        case .lostAnswer: .expect(.again("network_error", "connection closed without an answer"))
        case .redirect: .expect(type.redirect)
        }
    }
}
