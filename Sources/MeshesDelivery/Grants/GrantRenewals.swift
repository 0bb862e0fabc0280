import MeshesDestinations
import MeshesModel
import Synchronization

/// Lets all who want new tokens of a grant at the same time wait for one renewal.
///
/// The renewal itself is work of the engine and not of whoever asked first: a caller that gives up, or runs out of time,
/// must not cut a request off after which the provider may have ended the old refresh token.
final class GrantRenewals: Sendable {
    typealias Result = Swift.Result<OAuthGrant, OAuthFailure>

    private struct State {
        var lastNumber = 0
        /// Present for each grant whose renewal is under way.
        var waiting: [OAuthGrant.ID: [Int: CheckedContinuation<Result, Never>]] = [:]
    }

    private let state = Mutex(State())

    /// Waits for the renewal that is under way, or for the one that `start` brings about.
    ///
    /// - Parameter start: false when nothing can be started any more.
    func wait(for id: OAuthGrant.ID, start: () -> Bool) async -> Result {
        let (number, isFirst) = state.withLock { state in
            state.lastNumber += 1
            let isFirst = state.waiting[id] == nil
            if isFirst { state.waiting[id] = [:] }
            return (state.lastNumber, isFirst)
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isUnderWay = state.withLock { state in
                    // A renewal that ended in between has removed the entry; whoever comes too late asks again.
                    guard state.waiting[id] != nil, !Task.isCancelled else { return false }
                    state.waiting[id]?[number] = continuation
                    return true
                }
                guard isUnderWay else { return continuation.resume(returning: .failure(.cutShort)) }
                if isFirst, !start() { finish(id, .failure(.cutShort)) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiting[id]?.removeValue(forKey: number) }
            waiter?.resume(returning: .failure(.cutShort))
        }
    }

    /// The renewal has ended.
    func finish(_ id: OAuthGrant.ID, _ result: Result) {
        let waiters = state.withLock { $0.waiting.removeValue(forKey: id) }
        for waiter in (waiters ?? [:]).values { waiter.resume(returning: result) }
    }
}

extension OAuthFailure {
    /// Nobody knows how the renewal went.
    static let cutShort = OAuthFailure.unavailable(.internalError, "The token could not be renewed because the server is stopping.", retryAfter: nil)
}
