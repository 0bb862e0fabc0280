import ArgumentParser

/// The ceiling of acceptance on PostgreSQL: its rows through libpq.
struct RawPostgresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw-postgres", abstract: "Writes events into a store that nobody else has open, so many a commit.")

    @Option(help: "URL of the store's database, set up and not in use.") var url: String
    @Option(help: "Events a commit.") var batch = 1
    @Option(help: "Bytes of each payload.") var payload = 1024
    @Option(help: "Seconds.") var seconds = 5.0

    func run() throws {
        let rows = try AcceptedRows(database: RawPostgres(url: url), payloadBytes: payload)
        try printResult(
            try CommitReport.measure(batch: batch, seconds: seconds) { try rows.commit(batch, at: epochMilliseconds()) })
    }
}
