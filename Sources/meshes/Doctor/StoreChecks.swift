import Foundation
import MeshesStorage

/// A store on SQLite: schema, durability, integrity. Nothing is made that is not there, and an older schema stays as it is.
struct StoreChecks {
    let settings: Settings

    private var path: String { DataDirectory(path: settings.data).storePath }

    func all() async -> [Check] {
        guard FileManager.default.fileExists(atPath: path) else {
            return [.warning("store", "\(path) does not exist yet; serve or setup will make it")]
        }
        do {
            let report = try SQLiteReport(path: path)
            let schema = Check.schema(found: report.schema, known: report.knownSchema)
            guard report.schema == report.knownSchema else { return [.good("store", path), schema] }
            return try await OpenedStore.with(settings) { store in try await checks(store, schema) }
        } catch {
            return [.bad("store", "\(error)")]
        }
    }

    private func checks(_ store: Store, _ schema: Check) async throws -> [Check] {
        let (journal, synchronous) = try await store.database.write { connection in
            (try Self.text("PRAGMA journal_mode", connection), try Self.number("PRAGMA synchronous", connection))
        }
        let problems = try await store.database.read { connection in
            try connection.query("PRAGMA quick_check(5)", []) { row in row.text(0) }
        }
        let organizations = try await store.organizations.all().count
        let statistics = try await store.queue.statistics(now: store.time.now())
        return [
            .good("store", "\(path), \(organizations == 0 ? "not set up yet" : "set up")"), schema,
            journal == "wal" && synchronous == 2
                ? .good("durability", "write-ahead log, synced at every commit")
                : .bad("durability", "journal_mode=\(journal) synchronous=\(synchronous), expected wal and 2"),
            problems == ["ok"] ? .good("integrity", "quick check passed") : .bad("integrity", problems.joined(separator: "; ")),
            .good("queue", "\(statistics.waiting) deliveries wait, \(statistics.parked) for a connection that is switched off"),
            .retention(exceptions: try await store.retention.exceptions()),
            KeyCheck(settings: settings).check(try await KeyReport(store)),
        ]
    }

    private static func text(_ sql: String, _ connection: any SQLConnection) throws -> String {
        try connection.query(sql, []) { row in row.text(0) }.first ?? ""
    }

    private static func number(_ sql: String, _ connection: any SQLConnection) throws -> Int64 {
        try connection.query(sql, []) { row in row.integer(0) }.first ?? -1
    }
}
