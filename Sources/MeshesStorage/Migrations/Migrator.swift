import MeshesModel

/// Brings a database's schema up to date. Each step is one transaction together with the note that it is done, so that an
/// interrupted run goes on where it stopped.
struct Migrator {
    private let steps: [Migration]

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
            let types = SQLTypes(connection.dialect)
            try connection.script(
                "CREATE TABLE IF NOT EXISTS schema_steps (number \(types.integer) PRIMARY KEY, name \(types.text) NOT NULL, applied_at \(types.integer) NOT NULL)"
            )
            return try connection.query("SELECT number FROM schema_steps", []) { $0.int(0) }
        }
        let newest = steps.map(\.number).max() ?? 0
        if let unknown = done.max(), unknown > newest { throw SchemaTooNew(found: unknown, known: newest) }
        let missing = steps.filter { !done.contains($0.number) }
        for step in missing {
            try driver.transaction { connection in
                try connection.script(step.sql(SQLTypes(connection.dialect)))
                try connection.execute(
                    "INSERT INTO schema_steps (number, name, applied_at) VALUES (?, ?, ?)",
                    [.int(step.number), .text(step.name), .time(time.now())])
            }
        }
        return missing.map(\.number)
    }
}
