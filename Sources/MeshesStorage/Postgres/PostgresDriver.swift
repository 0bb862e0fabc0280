/// PostgreSQL through libpq: a pool of reading sessions and one that writes, replaced when they break.
final class PostgresDriver: DatabaseDriver {
    private let readers: PostgresReaders
    private let writer: PostgresLine

    var dialect: SQLDialect { .postgres }

    /// Connects nowhere yet.
    init(_ address: PostgresAddress, readers: Int, silences: PostgresSilences) {
        self.readers = PostgresReaders(count: max(1, readers)) {
            try PostgresSession.open(address, for: .reading, silences: silences)
        }
        writer = PostgresLine { try PostgresSession.open(address, for: .writing, silences: silences) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await readers.read(body)
    }

    func transaction<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
        try writer.transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
    }

    func close() throws {
        readers.close()
        writer.close()
    }
}
