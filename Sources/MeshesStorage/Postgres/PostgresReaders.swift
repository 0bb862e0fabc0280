import Dispatch
import Foundation
import Synchronization

/// The reading sessions, each with a thread of its own, since calls to libpq block: they take reads in the order they came.
final class PostgresReaders: Sendable {
    private struct State {
        var waiting: [PostgresRead] = []
        var closed = false
    }

    /// Reads that may wait.
    private static let limit = 2000
    /// How long one may wait for a thread.
    private static let patience = Duration.seconds(10)
    private static let busy = DatabaseFailure(.busy, "too many reads wait for a connection")
    private static let closed = DatabaseFailure(.unavailable, "the store is closed")

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let clock = ContinuousClock()
    private let count: Int

    init(count: Int, open: @escaping @Sendable () throws -> PostgresSession) {
        self.count = count
        for number in 1...count {
            let thread = Thread { [self] in
                let line = PostgresLine(open: open)
                while let read = next() { carryOut(read, on: line) }
                line.close()
            }
            thread.name = "meshes.reader.\(number)"
            thread.stackSize = 2 << 20
            thread.start()
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let completion = Completion<Value>(continuation)
            let read = PostgresRead(
                deadline: clock.now + Self.patience,
                run: { connection in
                    let value = try body(connection)
                    return { completion.succeed(value) }
                },
                fail: { completion.fail($0) })
            let refusal: DatabaseFailure? = state.withLock { state in
                guard !state.closed else { return Self.closed }
                guard state.waiting.count < Self.limit else { return Self.busy }
                state.waiting.append(read)
                return nil
            }
            if let refusal { completion.fail(refusal) } else { wake.signal() }
        }
    }

    /// Refuses what waits and ends the threads as soon as they are done with what they do.
    func close() {
        let waiting = state.withLock { state in
            defer { state = State(closed: true) }
            return state.waiting
        }
        for read in waiting { read.fail(Self.closed) }
        for _ in 0..<count { wake.signal() }
    }

    /// Waits for a read; nil when closed.
    private func next() -> PostgresRead? {
        while true {
            let (read, closed) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.closed)
            }
            if let read { return read }
            if closed { return nil }
            wake.wait()
        }
    }

    private func carryOut(_ read: PostgresRead, on line: PostgresLine) {
        guard clock.now < read.deadline else { return read.fail(Self.busy) }
        do {
            let answer = try line.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", read.run)
            answer()
        } catch {
            read.fail(error)
        }
    }
}
