import ArgumentParser

/// The ceiling of the store: the rows of acceptance through SQLite's own API, with the store's settings.
struct RawSQLiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw-sqlite", abstract: "Writes events into a store that nobody else has open, so many a commit.")

    @Option(help: "The store's SQLite file, set up and not in use.") var file: String
    @Option(help: "Events a commit.") var batch = 1
    @Option(help: "Bytes of each payload.") var payload = 1024
    @Option(help: "Seconds.") var seconds = 5.0

    func run() throws {
        let database = try RawDatabase(path: file)
        try database.execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;
            PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY
            """)
        let rows = try EventRows(database: database, state: .parked, payloadBytes: payload)
        try printResult(
            try CommitReport.measure(batch: batch, seconds: seconds) { try rows.commit(batch, at: epochMilliseconds()) })
    }
}
