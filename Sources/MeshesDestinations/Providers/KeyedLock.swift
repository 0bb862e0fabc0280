import Synchronization

/// Lets one task at a time through for each key, in the order in which they came. Guards look-up-then-create: two
/// deliveries for one person must not make that person twice.
final class KeyedLock: Sendable {
    private struct Waiter {
        var number: Int
        var continuation: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var lastNumber = 0
        /// A key that is there is held; those who wait for it stand in line.
        var lines: [String: [Waiter]] = [:]
    }

    private let state = Mutex(State())

    init() {}

    /// Waits for the key.
    ///
    /// - Returns: false when the task was cancelled first; then nothing is held.
    func acquire(_ key: String) async -> Bool {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reply = state.withLock { state -> Bool? in
                    // A cancellation that came before this finds nobody in line, so it is looked for under the lock.
                    if Task.isCancelled { return false }
                    guard state.lines[key] != nil else {
                        state.lines[key] = []
                        return true
                    }
                    state.lines[key]?.append(Waiter(number: number, continuation: continuation))
                    return nil
                }
                if let reply { continuation.resume(returning: reply) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let place = state.lines[key]?.firstIndex(where: { $0.number == number }) else { return nil }
                return state.lines[key]?.remove(at: place)
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    func release(_ key: String) {
        let next = state.withLock { state -> Waiter? in
            guard let line = state.lines[key] else { return nil }
            guard !line.isEmpty else {
                state.lines[key] = nil
                return nil
            }
            return state.lines[key]?.removeFirst()
        }
        next?.continuation.resume(returning: true)
    }
}
