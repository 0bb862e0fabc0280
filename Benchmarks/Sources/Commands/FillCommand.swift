import ArgumentParser

/// Makes a store look as if it had served for weeks.
struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Writes a history of delivered events into a store that nobody else has open.")

    @Option(help: "The store's SQLite file, set up and not in use.") var file: String
    @Option(help: "Events.") var events = 1_000_000
    @Option(help: "Days over which they are spread, up to now.") var days = 14
    @Option(help: "Bytes of each payload.") var payload = 1024
    @Flag(help: "Delivers through the store's rules in turn instead of one that does not exist; one event in fifty fails.")
    var rules = false

    func run() throws {
        let database = try RawDatabase(path: file)
        try database.execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -256000;
            PRAGMA wal_autocheckpoint = 16000
            """)
        let rows = try EventRows(database: database, state: .delivered, payloadBytes: payload)
        if rules { try rows.useRulesOfStore() }
        let span = Int64(days) * 86_400_000
        let start = epochMilliseconds() - span
        let batch = 1000
        for first in stride(from: 0, to: events, by: batch) {
            try rows.commit(min(batch, events - first), at: start + span * Int64(first) / Int64(events))
        }
        try database.execute("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)")
        try printResult(["events": events])
    }
}
