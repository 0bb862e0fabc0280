import MeshesModel
import MeshesProviderFakes
import Synchronization

/// A host at which there is any number of accounts of several providers: whoever signs in with the code 7 is account 7, and
/// every key is good. Refresh tokens are good once.
final class Crowd: Sendable {
    /// A sign-in, whose tokens are `access-7-0`, then `access-7-1` and so on.
    private struct Account {
        var renewals = 0
        var signedInAt: Timestamp
        /// When the answer to the last renewal goes out.
        var answeredAt: Timestamp
    }
    private struct State {
        var accounts: [String: Account] = [:]
        /// Renewals that were asked for while one of the same account was under way.
        var overlaps = 0
        /// Refresh tokens that had been spent.
        var refusals = 0
        /// Calls with a token whose time was over.
        var late = 0
    }

    private let lifetime: Duration
    private let renewal: Int64
    private let state = Mutex(State())

    /// - Parameters:
    ///   - lifetime: of the tokens of a sign-in; renewed ones are good for an hour.
    ///   - renewal: milliseconds that a renewal takes.
    init(lifetime: Duration, renewal: Int64) {
        self.lifetime = lifetime
        self.renewal = renewal
    }

    /// What has happened so far.
    var report: JSONObject {
        state.withLock { state in
            [
                "accounts": .integer(Int64(state.accounts.count)), "renewals": .integer(state.accounts.values.reduce(0) { $0 + Int64($1.renewals) }),
                "overlaps": .integer(Int64(state.overlaps)), "refusals": .integer(Int64(state.refusals)), "late": .integer(Int64(state.late)),
            ]
        }
    }

    func reply(to request: ReceivedRequest) -> ReceiverReply {
        let path = request.path
        switch path {
        case "/oauth/2026-03/token", "/oauth/token": return tokens(request)
        case "/oauth/2026-03/token/introspect": return .json("{}")
        case "/v2/users/me": return .json(#"{"id":"1","account_id":"\#(account(request) ?? "")"}"#)
        case "/v3/mail/send": return .json("{}", status: 202)
        // Without a person it is the question whether the key is good.
        case "/v1/track": return request.text.contains("userId") ? .json("{}") : .json(#"{"meta":{"errors":["no person"]}}"#, status: 400)
        case "/3.0/lists": return .json(#"{"lists":[],"total_items":0}"#)
        case _ where path.hasPrefix("/crm/v3/objects/"): return guarded(request, #"{"id":"1"}"#)
        case _ where path.hasPrefix("/crm/v3/lists/"): return guarded(request, #"{"recordsIdsAdded":["1"],"recordIdsRemoved":[],"recordIdsMissing":[]}"#)
        case _ where path.hasSuffix("/registrants"): return guarded(request, #"{"registrant_id":"1"}"#, status: 201)
        default: return .json("{}")
        }
    }

    /// The account whose token a call carries.
    private func account(_ request: ReceivedRequest) -> String? {
        let parts = request.header("authorization")?.split(separator: "-") ?? []
        return parts.count == 3 ? String(parts[1]) : nil
    }

    private func guarded(_ request: ReceivedRequest, _ text: String, status: Int = 200) -> ReceiverReply {
        let isLate = state.withLock { state in
            guard let name = account(request), let account = state.accounts[name] else { return true }
            let isLate = request.header("authorization")?.hasSuffix("-0") == true && request.arrivedAt >= account.signedInAt + lifetime
            if isLate { state.late += 1 }
            return isLate
        }
        return isLate ? .json(#"{"category":"EXPIRED_AUTHENTICATION","code":124}"#, status: 401) : .json(text, status: status)
    }

    private func tokens(_ request: ReceivedRequest) -> ReceiverReply {
        let form = request.form
        guard form["grant_type"] == "refresh_token" else {
            let name = form["code"] ?? ""
            state.withLock { $0.accounts[name] = Account(signedInAt: request.arrivedAt, answeredAt: request.arrivedAt) }
            return issue(name, 0, lifetime)
        }
        let parts = (form["refresh_token"] ?? "").split(separator: "-").map(String.init)
        let number = state.withLock { state -> Int? in
            guard parts.count == 3, var account = state.accounts[parts[1]] else { return nil }
            if request.arrivedAt < account.answeredAt { state.overlaps += 1 }
            guard parts[2] == String(account.renewals) else {
                state.refusals += 1
                return nil
            }
            account.renewals += 1
            account.answeredAt = request.arrivedAt + .milliseconds(renewal)
            state.accounts[parts[1]] = account
            return account.renewals
        }
        guard let number else { return .json(#"{"error":"invalid_grant"}"#, status: 400) }
        let reply = issue(parts[1], number, .seconds(3600))
        return renewal > 0 ? reply.after(milliseconds: renewal) : reply
    }

    private func issue(_ account: String, _ number: Int, _ lifetime: Duration) -> ReceiverReply {
        .json(
            """
            {"access_token":"access-\(account)-\(number)","refresh_token":"refresh-\(account)-\(number)","token_type":"bearer",\
            "expires_in":\(lifetime.components.seconds),"hub_id":\(Int64(account) ?? 0),"user_id":1,"scope":"","scopes":[]}
            """)
    }
}
