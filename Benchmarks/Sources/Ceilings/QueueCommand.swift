import ArgumentParser
import MeshesModel
import MeshesStorage

/// Claiming and completing by the store itself, with nothing sent in between.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Claims and completes all that waits, through the store alone.")

    @Option(help: "URL of the store's PostgreSQL database, with deliveries that wait.") var url: String
    @Option(help: "The data directory with the store's key.") var directory: String
    @Option(help: "Deliveries a commit.") var batch = 200

    func run() async throws {
        let keys = try KeyRing(file: KeyFile(inDirectory: directory))
        let time = DatabaseTime()
        let store = try await Store.open(
            postgres: try PostgresAddress(Secret(url)), keys: keys, time: time, ids: IdentifierSource(time: time))
        let lease = Duration.seconds(120)
        let node = try await store.nodes.join(
            NodeDescription(version: "bench", host: "bench", roles: ["dispatch"]), lease: lease
        ).number
        guard let lane = try await store.queue.lanes(limit: 1).first else { throw ValidationError("nothing waits") }
        let report = try await QueueReport.measure {
            let now = time.now()
            return try await store.queue.claim(lane.connection, for: node, now: now, until: now + lease, limit: batch).entries
        } complete: { entries in
            let now = time.now()
            let results = try await store.queue.record(
                entries.map { Self.completion(of: $0, attempt: store.ids.next(), by: node, at: now) })
            for result in results {
                guard case .applied = result else { throw ValidationError("not recorded: \(result)") }
            }
        }
        try await store.close()
        try printResult(report)
    }

    private static func completion(of entry: QueueEntry, attempt: Attempt.ID, by node: Int, at now: Timestamp) -> DeliveryChange {
        let attempt = Attempt(
            id: attempt, event: entry.event, rule: entry.rule, delivery: entry.key.delivery, number: 1, trigger: .auto,
            outcome: .delivered, message: "HTTP 204", httpStatus: 204, startedAt: now, finishedAt: now, hasResponseDetails: false)
        return DeliveryChange(
            key: entry.key, workspace: entry.workspace, event: entry.event, rule: entry.rule, from: entry.status, to: .completed,
            next: nil, attempt: attempt, attemptCount: 1, budgetUsed: 1, seriesStartedAt: now, startedAt: now, completedAt: now,
            nextAttemptAt: nil, lastError: nil, holder: node, at: now)
    }
}
