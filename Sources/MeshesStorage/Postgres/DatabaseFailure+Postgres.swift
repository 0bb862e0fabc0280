import CLibPQ

extension DatabaseFailure {
    /// The failure that a result stands for. The server's details are left out: they hold values of rows.
    init(_ result: borrowing PostgresResult) {
        let state = result.field(UInt8(ascii: "C")) ?? ""
        let message = result.field(UInt8(ascii: "M")) ?? "connection lost"
        self.init(Self.kind(ofState: state), state.isEmpty ? message : "\(message) (PostgreSQL \(state))")
    }

    /// - Parameter state: an SQLSTATE; empty when there is none, because the connection is gone.
    static func kind(ofState state: String) -> Kind {
        switch state {
        // Deadlock, serialisation failure.
        case "40P01", "40001": return .conflict
        // Lock not available, statement timeout.
        case "55P03", "57014": return .busy
        // A write on a standby or while the server is set to read-only.
        case "25006": return .unavailable
        default: break
        }
        return switch state.prefix(2) {
        // Integrity, and values that no column takes.
        case "22", "23": .constraint
        // No state, connection, resources (53100 is a full disk), intervention of an operator, system, corruption.
        case "", "08", "53", "57", "58", "XX": .unavailable
        default: .other
        }
    }

    /// What libpq says about a connection. It names host, port, user and database, never the password.
    static func connection(_ handle: OpaquePointer?) -> DatabaseFailure {
        let words = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
        let lines = words.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }
        return DatabaseFailure(.unavailable, lines.isEmpty ? "out of memory" : lines.joined(separator: "; "))
    }
}
