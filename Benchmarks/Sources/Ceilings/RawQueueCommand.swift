import ArgumentParser

/// The ceiling of claiming and completing on PostgreSQL: the statements of the store through libpq.
struct RawQueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw-queue", abstract: "Claims and completes all that waits in a store that nobody else has open.")

    @Option(help: "URL of the store's database, with deliveries that wait for one connection.") var url: String
    @Option(help: "Deliveries a commit.") var batch = 200

    func run() async throws {
        let database = try RawPostgres(url: url)
        let node: Int64 = 1_000_000
        try database.send(
            "INSERT INTO nodes (number, version, host, roles, started_at, seen_at, expires_at) VALUES (\(node), '', '', '', 0, 0, 0)")
        try database.sync()
        let claiming = try ClaimingRows(database: database, node: node)
        let completed = try CompletedRows(database: database, node: node)
        try printResult(
            try await QueueReport.measure {
                let now = epochMilliseconds()
                return try claiming.claim(batch, at: now, until: now + 120_000)
            } complete: {
                try completed.commit($0, at: epochMilliseconds())
            })
    }
}
