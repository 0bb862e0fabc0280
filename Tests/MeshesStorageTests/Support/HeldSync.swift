import Dispatch
import Synchronization

@testable import MeshesStorage

/// SQLite whose disk syncs only when the test lets it, or fails.
final class HeldSync: DatabaseDriver {
    private enum Answer { case succeed, hold, fail }

    private let base: SQLiteDriver
    private let answer = Mutex(Answer.succeed)
    private let release = DispatchSemaphore(value: 0)
    private let begun: AsyncStream<Void>
    private let begin: AsyncStream<Void>.Continuation

    init(path: String) throws {
        base = try SQLiteDriver(path: path, readers: 1)
        (begun, begin) = AsyncStream.makeStream()
    }

    /// From now on a sync waits for `letGo`.
    func hold() { answer.withLock { $0 = .hold } }

    func letGo() {
        answer.withLock { $0 = .succeed }
        release.signal()
    }

    func fail() { answer.withLock { $0 = .fail } }

    /// Returns once a sync waits.
    func reached() async {
        for await _ in begun { return }
    }

    var dialect: SQLDialect { base.dialect }

    var syncsApart: Bool { base.syncsApart }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value { try base.transaction(body) }

    func transactionToSync<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try base.transactionToSync(body)
    }

    func sync() throws {
        switch answer.withLock({ $0 }) {
        case .succeed: break
        case .hold:
            begin.yield()
            release.wait()
        case .fail: throw DatabaseFailure(.unavailable, "the disk failed")
        }
        try base.sync()
    }

    func close() throws { try base.close() }
}
