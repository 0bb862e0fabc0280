import MeshesModel
import Testing

@testable import MeshesStorage

extension StoreFixture {
    /// How long a claim of these tests is good for, and a node without a heartbeat.
    static let lease: Duration = .seconds(60)
    static let nodeLease: Duration = .seconds(20)

    /// Claims what is due for a connection.
    func claim(_ connection: Connection, limit: Int = 100) async throws -> [QueueEntry] {
        try await store.queue.claim(
            connection.id, for: node, now: time.now(), until: time.now() + Self.lease, limit: limit
        ).entries
    }

    /// What is to be written when the attempt of an entry ends now.
    func change(_ entry: QueueEntry, _ outcome: DeliveryOutcome) -> DeliveryChange {
        let now = time.now()
        let state = entry.state.afterAttempt(outcome, startedAt: now, now: now, schedule: .standard, spread: 0)
        let attempt = Attempt(
            id: ids.next(), event: entry.event, rule: entry.rule, delivery: entry.key.delivery, number: state.attemptCount,
            trigger: entry.trigger, outcome: outcome.code, message: outcome.message, httpStatus: outcome.httpStatus,
            startedAt: now, finishedAt: now, nextAttemptAt: state.nextAttemptAt, hasResponseDetails: outcome.details != nil)
        return DeliveryChange(
            of: entry, to: state, next: state.nextAttemptAt, attempt: attempt, details: outcome.details, at: now)
    }

    /// Ends the attempt of an entry.
    @discardableResult
    func finish(_ entry: QueueEntry, _ outcome: DeliveryOutcome) async throws -> String {
        try await store.queue.record([change(entry, outcome)])[0].word
    }

    /// Claims the one delivery that is due and ends its attempt.
    func attempt(_ connection: Connection, _ outcome: DeliveryOutcome) async throws {
        let entries = try await claim(connection)
        #expect(entries.count == 1)
        for entry in entries { #expect(try await finish(entry, outcome) == "applied") }
    }

    func statistics() async throws -> QueueStatistics { try await store.queue.statistics(now: time.now()) }

    /// The counts of a series, of all hours since the workspace was made.
    func counts(_ series: RollupSeries) async throws -> [RollupPoint] {
        let hours = workspace.createdAt.hour..<time.now().hour + 1
        return try await store.database.read { [workspace] connection in
            try RollupReading(connection: connection, workspace: workspace.id, hours: hours).byHour(series)
        }
    }
}

extension NodeDescription {
    static let test = NodeDescription(version: "1.0", host: "test", roles: ["api", "dispatch"])
}

extension DeliveryOutcome {
    static let ok = DeliveryOutcome(.delivered, "200 OK", httpStatus: 200)
    static let down = DeliveryOutcome(.rejectedServerError, "503 Service Unavailable", httpStatus: 503, details: .captured)
    static let refused = DeliveryOutcome(.rejectedClientError, "400 Bad Request", httpStatus: 400, details: .captured)
}

extension ResponseDetails {
    static let captured = ResponseDetails(
        request: .init(method: "POST", url: "https://hooks.example.com", headers: ["X-Meshes-Attempt": "1"]),
        response: .init(
            status: 503, headers: ["Retry-After": "5"], contentType: "text/plain", body: "later — 後で", bodyBytes: 15,
            bodyTruncated: false))
}

extension ChangeResult {
    /// The case, for comparing.
    var word: String {
        switch self {
        case .applied: "applied"
        case .fenced: "fenced"
        case .conflict: "conflict"
        case .failed: "failed"
        }
    }
}
