import Foundation

/// A session that is opened when it is needed and replaced when it broke.
///
/// Sendable, since the session is only touched under the lock.
final class PostgresLine: @unchecked Sendable {
    private let lock = NSLock()
    private let open: @Sendable () throws -> PostgresSession
    private var session: PostgresSession?

    init(open: @escaping @Sendable () throws -> PostgresSession) {
        self.open = open
    }

    /// Runs `body` in a transaction: committed when this returns, undone when it throws. Where the session turns out to have
    /// broken meanwhile, and nothing can have been committed, `body` runs once more on a new one.
    ///
    /// - Parameter opening: `BEGIN` with its settings.
    func transaction<Value>(_ opening: String, _ body: (any SQLConnection) throws -> Value) throws -> Value {
        try lock.withLock {
            if let session, session.isUsable, !session.isSuspect {
                do {
                    return try Self.transaction(session, opening, body)
                } catch where !session.isUsable && !session.isInDoubt {
                    self.session = nil
                }
            }
            session = nil
            let fresh = try open()
            session = fresh
            return try Self.transaction(fresh, opening, body)
        }
    }

    func close() {
        lock.withLock { session = nil }
    }

    private static func transaction<Value>(
        _ session: PostgresSession, _ opening: String, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        session.begin(opening)
        do {
            let value = try body(PostgresConnection(session))
            try session.commit()
            return value
        } catch {
            session.rollback()
            throw error
        }
    }
}
