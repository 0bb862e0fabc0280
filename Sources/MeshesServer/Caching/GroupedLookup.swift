import MeshesModel
import Synchronization

/// Looks up values for many callers with few reads: while one read is under way those who come gather, and the next read is for
/// all of them. A read that began before somebody came is never taken for him, so that he sees what was true when he asked.
final class GroupedLookup<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    typealias Read = @Sendable ([Key]) async throws -> [Result<Value, any Error>?]

    private typealias Answer = Result<Value?, any Error>
    private struct Waiter {
        var key: Key
        var continuation: CheckedContinuation<Turn, Never>
    }
    private enum Turn {
        /// To read, for these too.
        case read([Waiter])
        case answered(Answer)
    }
    private struct State {
        var isReading = false
        var waiting: [Waiter] = []
    }

    /// Callers that may wait, and how many one read is for.
    private static var limit: Int { 10_000 }
    private static var batch: Int { 500 }

    private let state = Mutex(State())
    private let read: Read

    /// - Parameter read: gives the value of each key, or why it has none, in the order of the keys: a failure of one key is
    ///   told to those alone who asked for it.
    init(apart read: @escaping Read) {
        self.read = read
    }

    /// - Parameter read: gives the value of each key, in the order of the keys.
    convenience init(read: @escaping @Sendable ([Key]) async throws -> [Value?]) {
        self.init(apart: { keys in try await read(keys).map { value in value.map { .success($0) } } })
    }

    /// Nil when there is none.
    func value(_ key: Key) async throws -> Value? {
        let turn = await withCheckedContinuation { continuation in
            let (isNext, isFull) = state.withLock { state in
                guard state.isReading else {
                    state.isReading = true
                    return (true, false)
                }
                guard state.waiting.count < Self.limit else { return (false, true) }
                state.waiting.append(Waiter(key: key, continuation: continuation))
                return (false, false)
            }
            if isNext { continuation.resume(returning: .read([])) }
            if isFull {
                continuation.resume(
                    returning: .answered(.failure(MeshesError(.serviceUnavailable, "Too many requests wait for the store.", retryAfter: 1))))
            }
        }
        switch turn {
        case .answered(let answer): return try answer.get()
        case .read(let others): return try await carryOut(key, others).get()
        }
    }

    /// Reads for all, then lets one of those who came meanwhile read.
    private func carryOut(_ key: Key, _ others: [Waiter]) async -> Answer {
        let answers: [Answer]
        do {
            answers = try await read([key] + others.map(\.key)).map { found -> Answer in
                found?.map { Value?.some($0) } ?? .success(nil)
            }
        } catch {
            answers = Array(repeating: .failure(error), count: others.count + 1)
        }
        for (waiter, answer) in zip(others, answers.dropFirst()) { waiter.continuation.resume(returning: .answered(answer)) }
        let next = state.withLock { state in
            let next = Array(state.waiting.prefix(Self.batch))
            state.waiting.removeFirst(next.count)
            state.isReading = !next.isEmpty
            return next
        }
        next.first?.continuation.resume(returning: .read(Array(next.dropFirst())))
        return answers.first ?? .success(nil)
    }
}
