import Synchronization

/// Lets one task at a time through for each key, or as many as it has places, in the order in which they came. Guards
/// look-up-then-create: two deliveries for one person must not make that person twice.
final class KeyedLock: Sendable {
    private struct Waiter {
        var number: Int
        var continuation: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var lastNumber = 0
        /// A key that is there is held.
        var lines: [String: Line] = [:]
    }
    private struct Line {
        var holders = 0
        var waiters: [Waiter] = []
    }

    private let state = Mutex(State())

    init() {}

    /// Waits for the key.
    ///
    /// - Parameter places: how many may hold it at once; the same for all who ask for it.
    /// - Returns: false when the task was cancelled first; then nothing is held.
    func acquire(_ key: String, places: Int = 1) async -> Bool {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reply = state.withLock { state -> Bool? in
                    // A cancellation that came before this finds nobody in line, so it is looked for under the lock.
                    if Task.isCancelled { return false }
                    var line = state.lines[key] ?? Line()
                    defer { state.lines[key] = line }
                    guard line.holders >= places else {
                        line.holders += 1
                        return true
                    }
                    line.waiters.append(Waiter(number: number, continuation: continuation))
                    return nil
                }
                if let reply { continuation.resume(returning: reply) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let place = state.lines[key]?.waiters.firstIndex(where: { $0.number == number }) else { return nil }
                return state.lines[key]?.waiters.remove(at: place)
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    func release(_ key: String) {
        let next = state.withLock { state -> Waiter? in
            guard var line = state.lines[key] else { return nil }
            // Whoever is next takes over the place of the one who leaves.
            let next = line.waiters.isEmpty ? nil : line.waiters.removeFirst()
            if next == nil { line.holders -= 1 }
            state.lines[key] = line.holders == 0 ? nil : line
            return next
        }
        next?.continuation.resume(returning: true)
    }
}
