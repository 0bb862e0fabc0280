import MeshesModel

/// Brings a database's schema up to date. Each step is one transaction together with the note that it is done, so that an
/// interrupted run goes on where it stopped. Of two programs that migrate at once, one waits for the other.
struct Migrator {
    private let steps: [Migration]

    /// How often a step is carried out that servers at work on its tables are in the way of.
    private static let repetitions = 10

    init(steps: [Migration] = Migration.all) {
        self.steps = steps
    }

    /// Carries out the steps that are missing.
    ///
    /// - Returns: their numbers.
    /// - Throws: `SchemaTooNew` when a newer program has been here.
    @discardableResult
    func run(on driver: any DatabaseDriver, time: any TimeSource) throws -> [Int] {
        let done = try driver.transaction { connection in
            try Self.lock(connection)
            let types = SQLTypes(connection.dialect)
            try connection.script(
                "CREATE TABLE IF NOT EXISTS schema_steps (number \(types.integer) PRIMARY KEY, name \(types.text) NOT NULL, applied_at \(types.integer) NOT NULL)"
            )
            return try connection.query("SELECT number FROM schema_steps", []) { $0.int(0) }
        }
        let newest = steps.map(\.number).max() ?? 0
        if let unknown = done.max(), unknown > newest { throw SchemaTooNew(found: unknown, known: newest) }
        let missing = steps.filter { !done.contains($0.number) }
        return try missing.filter { try carryOutBesideOthers($0, on: driver, time: time) }.map(\.number)
    }

    /// A step locks its tables one after another, and a server that runs on meanwhile may hold one and want the other.
    private func carryOutBesideOthers(_ step: Migration, on driver: any DatabaseDriver, time: any TimeSource) throws -> Bool {
        for _ in 1..<Self.repetitions {
            do {
                return try carryOut(step, on: driver, time: time)
            } catch let failure as DatabaseFailure where failure.kind == .conflict {
                continue
            }
        }
        return try carryOut(step, on: driver, time: time)
    }

    /// - Returns: false when another program has carried the step out meanwhile.
    private func carryOut(_ step: Migration, on driver: any DatabaseDriver, time: any TimeSource) throws -> Bool {
        try driver.transaction { connection in
            try Self.lock(connection)
            let isDone = try connection.first("SELECT 1 FROM schema_steps WHERE number = ?", [.int(step.number)]) { _ in true }
            guard isDone == nil else { return false }
            try connection.script(step.sql(SQLTypes(connection.dialect)))
            try connection.execute(
                "INSERT INTO schema_steps (number, name, applied_at) VALUES (?, ?, ?)",
                [.int(step.number), .text(step.name), .time(time.now())])
            return true
        }
    }

    /// Waits for the only right to change the schema, until the end of the transaction. SQLite's writing transactions have it
    /// by themselves.
    private static func lock(_ connection: any SQLConnection) throws {
        guard connection.dialect == .postgres else { return }
        // As long as the other's step takes.
        try connection.execute("SET LOCAL lock_timeout = 0")
        try connection.execute("SET LOCAL statement_timeout = 0")
        try connection.execute("SELECT pg_advisory_xact_lock(\(PostgresSession.migrationLock), hashtext(current_schema()))")
    }
}
