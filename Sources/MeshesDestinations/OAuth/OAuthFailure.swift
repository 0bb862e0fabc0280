public import MeshesModel

/// Why a token call brought nothing. Texts hold no token and no personal data.
public enum OAuthFailure: Error, Hashable, Sendable {
    /// The provider refuses the code or the grant for good; signing in again helps.
    case ended(OAuthGrant.End)
    /// The account cannot be connected at all; the text says why and what to do instead.
    case unsuitable(String)
    /// The operator's client id or secret is wrong; no tenant can do anything about it.
    case operatorFault(String)
    /// Another try later may go well: `rateLimited`, `rejectedServerError`, `timeout` or `networkError`.
    case unavailable(OutcomeCode, String, retryAfter: Duration?)
}

extension OAuthFailure {
    /// What an attempt that needed the token comes to.
    public var outcome: DeliveryOutcome {
        switch self {
        case .ended(let end): DeliveryOutcome(.authFailed, end.detail, verdict: .switchOff(end.reason, detail: end.detail))
        case .unsuitable(let text): DeliveryOutcome(.authFailed, text)
        case .operatorFault(let text): DeliveryOutcome(.internalError, text)
        case .unavailable(let code, let text, let wait):
            DeliveryOutcome(code, text, retryAfter: wait, pausesConnection: code == .rateLimited)
        }
    }

    /// In one sentence, for the person who signs in and for logs.
    public var text: String {
        switch self {
        case .ended(let end): end.detail
        case .unsuitable(let text), .operatorFault(let text), .unavailable(_, let text, _): text
        }
    }
}
