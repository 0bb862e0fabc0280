import Dispatch
import Foundation
import MeshesModel
import Synchronization

/// Group commit: callers hand their work to a thread of its own, which carries out whatever has gathered in one transaction
/// and then tells all of them. It never waits for company: while one commit is on its way, the next gathers.
final class Committer: Sendable {
    private struct State {
        var queue: CommitterQueue
        var idle = false
        var closing: CheckedContinuation<Void, Never>?
        var closed = false
    }

    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)
    /// Nil where a commit is durable by itself.
    private let sync: CommitSync?

    init(driver: any DatabaseDriver, options: StoreOptions) {
        state = Mutex(State(queue: CommitterQueue(limits: options.limits)))
        let sync = driver.syncsApart ? CommitSync(driver: driver, options: options) : nil
        self.sync = sync
        let thread = Thread { [self] in
            var worker = CommitterWorker(driver: driver, options: options)
            while let (round, waiting) = next() {
                // Readers see such a round a sync before its callers are told. That may not be so with writes, which somebody
                // may answer with the next one before the first has been told.
                if hasFailed {
                    round.failAll(MeshesError.storeUnavailable)
                } else if let sync, round.writes.isEmpty {
                    let settlement = worker.carryOut(round, waiting: waiting, isDurable: false)
                    // While nothing else waits, handing it over to another thread would only take time.
                    if isWaitedFor { sync.take(settlement) } else { sync.carryOutHere(settlement) }
                } else {
                    sync?.drain()
                    let settlement = worker.carryOut(round, waiting: waiting, isDurable: true)
                    settlement.untold.tell()
                    options.onCommit?(settlement.report)
                }
            }
            sync?.finish()
            state.withLock { state in
                defer { state.closing = nil }
                return state.closing
            }?.resume()
        }
        thread.name = "meshes.committer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    func accept(_ acceptances: [Acceptance], covering: IdempotencyRecord?) async throws -> [AcceptanceResult] {
        try await withCheckedThrowingContinuation { continuation in
            let piece = AcceptancePiece(acceptances: acceptances, covering: covering, completion: Completion(continuation))
            if let error = submit({ $0.add(piece) }) { piece.completion.fail(error) }
        }
    }

    /// - Parameter tell: called once: on the committer's thread, or at once when the acceptance is refused.
    func accept(_ acceptance: Acceptance, tell: @escaping @Sendable (Result<[AcceptanceResult], any Error>) -> Void) {
        let piece = AcceptancePiece(acceptances: [acceptance], covering: nil, completion: Completion(tell))
        if let error = submit({ $0.add(piece) }) { piece.completion.fail(error) }
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

    /// Whether the next round has begun to gather.
    private var isWaitedFor: Bool { state.withLock { !$0.queue.isEmpty } }

    /// Whether calls are refused for good.
    var isClosed: Bool { state.withLock { $0.closed } }

    /// Whether the disk has failed, so that what is read may not be on it. It stays so until the store is opened anew.
    var hasFailed: Bool { sync?.hasFailed == true }

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
            guard !state.closed, !hasFailed else { return (.storeUnavailable, false) }
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
            let (round, waiting, ended) = state.withLock { state in
                guard state.queue.isEmpty else {
                    let round = state.queue.takeRound()
                    return (round, state.queue.count, false)
                }
                state.idle = !state.closed
                return (CommitterRound(), 0, state.closed)
            }
            if ended { return nil }
            if !round.isEmpty { return (round, waiting) }
            wake.wait()
        }
    }
}
