import MeshesModel
import Synchronization

/// Spaces the calls made with one credential, over all connections that share it, so that a provider's limit is met
/// seldom and never run into in a burst. Each node has its part of the rate.
final class RequestPacer: Sendable {
    /// What a provider's headers say of its limit.
    struct Notice: Hashable, Sendable {
        /// The limit itself, where it is stated.
        var pace: RequestPace?
        /// Nothing is left before this moment.
        var emptyUntil: Timestamp?
        /// Whether it concerns the whole account and not only the part that was called.
        var isForWhole: Bool

        init(pace: RequestPace? = nil, emptyUntil: Timestamp? = nil, isForWhole: Bool = false) {
            self.pace = pace
            self.emptyUntil = emptyUntil
            self.isForWhole = isForWhole
        }
    }
    struct Key: Hashable {
        var type: IntegrationType
        /// See `ProviderCredential.identity`.
        var account: String
        /// Nil where the limit counts for the whole account.
        var part: String?
    }
    enum Turn: Equatable {
        /// Call after this wait; the place is taken.
        case after(Duration)
        /// The wait would be too long; no place was taken.
        case tooLong(Duration)
    }
    private struct Account {
        /// When the calls admitted so far would be used up at the steady rate.
        var debtUntil: Timestamp
        var pace: RequestPace?
        var emptyUntil: Timestamp?
    }

    private let limit: Int
    private let share: NodeShare
    private let accounts = Mutex<[Key: Account]>([:])

    /// - Parameters:
    ///   - limit: credentials that are remembered; beyond that those at rest are forgotten.
    ///   - share: the nodes that have a part of each rate.
    init(limit: Int = 20_000, share: NodeShare = NodeShare()) {
        self.limit = limit
        self.share = share
    }

    /// Takes the next place of a credential.
    func turn(_ key: Key, _ standard: RequestPace, patience: Duration, at now: Timestamp) -> Turn {
        accounts.withLock { accounts in
            if accounts[key] == nil, accounts.count >= limit {
                accounts = accounts.filter { $0.value.debtUntil > now || ($0.value.emptyUntil ?? now) > now }
            }
            var account = accounts[key] ?? Account(debtUntil: now)
            let pace = account.pace ?? standard
            let step = Duration.seconds(Double(share.count(.dispatch)) / pace.perSecond)
            let debt = max(account.debtUntil, now)
            let start = max(debt - step * (share.part(of: pace.burst, .dispatch) - 1), account.emptyUntil ?? now, now)
            let wait = start - now
            guard wait <= patience else { return .tooLong(wait) }
            account.debtUntil = max(debt, start) + step
            accounts[key] = account
            return .after(wait)
        }
    }

    func take(_ notice: Notice, of key: Key) {
        accounts.withLock { accounts in
            guard accounts[key] != nil else { return }
            if let pace = notice.pace { accounts[key]?.pace = pace }
            if let emptyUntil = notice.emptyUntil { accounts[key]?.emptyUntil = emptyUntil }
        }
    }
}
