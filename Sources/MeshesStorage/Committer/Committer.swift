import Dispatch
import Foundation
import MeshesModel
import Synchronization

/// Group commit: callers hand their work to a thread of its own, which carries out whatever has gathered in one transaction
/// and then tells all of them. It never waits for company: while one commit syncs, the next gathers.
final class Committer: Sendable {
    private struct State {
        var queue: CommitterQueue
        var idle = false
        var closing: CheckedContinuation<Void, Never>?
        var closed = false
    }

    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)

    init(driver: any DatabaseDriver, options: StoreOptions) {
        state = Mutex(State(queue: CommitterQueue(limits: options.limits)))
        let thread = Thread { [self] in
            var worker = CommitterWorker(driver: driver, options: options)
            while let (round, waiting) = next() { worker.carryOut(round, waiting: waiting) }
        }
        thread.name = "meshes.committer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    func accept(_ acceptances: [Acceptance], covering: IdempotencyRecord?) async throws -> [AcceptanceResult] {
        try await withCheckedThrowingContinuation { continuation in
            let completion = Completion(continuation)
            let piece = AcceptancePiece(acceptances: acceptances, covering: covering, completion: completion)
            if let error = submit({ $0.add(piece) }) { completion.fail(error) }
        }
    }

    func record(_ changes: [DeliveryChange], details: [Int: [UInt8]]) async throws -> [ChangeResult] {
        try await withCheckedThrowingContinuation { continuation in
            let completion = Completion(continuation)
            let piece = RecordPiece(changes: changes, details: details, completion: completion)
            if let error = submit({ $0.add(piece) }) { completion.fail(error) }
        }
    }

    /// - Parameter isExclusive: keeps out the exclusive writes of other nodes until this one is committed, so that what `body`
    ///   has read is still so when it writes. Writes that need no such care, because each of their statements says what it
    ///   expects, do not wait for others.
    func write<Value: Sendable>(
        isExclusive: Bool = true, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let completion = Completion<Value>(continuation)
            let piece = WritePiece(
                isExclusive: isExclusive,
                run: { connection in
                    let value = try body(connection)
                    return { completion.succeed(value) }
                },
                fail: { completion.fail($0) })
            if let error = submit({ $0.add(piece) }) { completion.fail(error) }
        }
    }

    /// Whether calls are refused for good.
    var isClosed: Bool { state.withLock { $0.closed } }

    /// Carries out what waits and ends the thread. Later calls are refused.
    func close() async {
        await withCheckedContinuation { continuation in
            let (wakes, done) = state.withLock { state in
                guard !state.closed else { return (false, true) }
                state.closed = true
                state.closing = continuation
                defer { state.idle = false }
                return (state.idle, false)
            }
            if wakes { wake.signal() }
            if done { continuation.resume() }
        }
    }

    private func submit(_ add: (inout CommitterQueue) -> Bool) -> MeshesError? {
        let (error, wakes): (MeshesError?, Bool) = state.withLock { state in
            guard !state.closed else { return (.storeUnavailable, false) }
            guard add(&state.queue) else { return (.storeUnavailable, false) }
            defer { state.idle = false }
            return (nil, state.idle)
        }
        if wakes { wake.signal() }
        return error
    }

    /// Waits for work; nil when closed and all is done.
    private func next() -> (CommitterRound, waiting: Int)? {
        while true {
            let (round, waiting, ended, closing) = state.withLock { state in
                if !state.queue.isEmpty {
                    let round = state.queue.takeRound()
                    return (round, state.queue.count, false, CheckedContinuation<Void, Never>?.none)
                }
                if state.closed {
                    defer { state.closing = nil }
                    return (CommitterRound(), 0, true, state.closing)
                }
                state.idle = true
                return (CommitterRound(), 0, false, nil)
            }
            if ended {
                closing?.resume()
                return nil
            }
            if !round.isEmpty { return (round, waiting) }
            wake.wait()
        }
    }
}
