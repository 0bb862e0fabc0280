import Synchronization

@testable import MeshesStorage

/// A driver some of whose transactions are undone at their end, as the victims of a deadlock are.
final class ConflictingDriver: DatabaseDriver {
    private let inner: any DatabaseDriver
    private let conflicts: ClosedRange<Int>
    private let transactions = Mutex(0)

    /// - Parameter conflicts: which transactions fail; the first is number 1.
    init(_ inner: any DatabaseDriver, conflicts: ClosedRange<Int>) {
        self.inner = inner
        self.conflicts = conflicts
    }

    var dialect: SQLDialect { inner.dialect }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await inner.read(body)
    }

    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        let number = transactions.withLock { count in
            count += 1
            return count
        }
        return try inner.transaction { connection in
            let value = try body(connection)
            guard !conflicts.contains(number) else { throw DatabaseFailure(.conflict, "deadlock detected") }
            return value
        }
    }

    func close() throws { try inner.close() }
}
