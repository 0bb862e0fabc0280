public import MeshesModel

/// Cuts history by time, in small pieces between the other writes.
public struct RetentionRepository: Sendable {
    public typealias Rest = @Sendable (Duration) async throws -> Void

    let core: StoreCore

    /// Removes what is older than the settings say, or than its workspace asks for. Unfinished events stay whatever their age.
    ///
    /// - Parameters:
    ///   - batch: rows that one piece removes at most.
    ///   - planLifetime: after which it asks again for how long workspaces keep their history, since it may take long and
    ///     somebody may have chosen to keep more.
    ///   - rest: waits between pieces, so that other writes come first.
    public func purge(
        _ settings: RetentionSettings, now: Timestamp, batch: Int = 500, planLifetime: Duration = .seconds(10),
        rest: @escaping Rest = { _ in }
    ) async throws -> PurgeCounts {
        var counts = PurgeCounts()
        var pieces = RetentionPieces(core: core, batch: batch, planLifetime: planLifetime, rest: rest)
        repeat {
            pieces.beginPass()
            try await pass(settings, now: now, &pieces, &counts)
        } while pieces.hasStopped
        try await core.partitions?.makeMissing(at: now)
        return counts
    }

    private func pass(
        _ settings: RetentionSettings, now: Timestamp, _ pieces: inout RetentionPieces, _ counts: inout PurgeCounts
    ) async throws {
        let (plans, present) = try await core.database.read { (try RetentionPlan.all(settings, on: $0), try Partition.all(on: $0)) }
        let partitions = PartitionPlan(present, settings, plans, now: now)
        // Chosen from a snapshot: only what has ended is chosen, and only a manual retry could change that.
        let ended = RetentionWalk<Event>(
            spans(plans, \.events, now: now), "id", of: "events", along: "workspace_id, id", where: "status IN (3, 5)")
        let failed = RetentionWalk<Event>(
            spans(plans, \.failedEvents, now: now), "id", of: "events", along: "workspace_id, status, id", bound: "?, 4, ?",
            where: "status <> 3")
        counts.events += try await purgeEvents(ended, where: "status IN (3, 5)", partitions, &pieces)
        counts.events += try await purgeEvents(failed, where: "status = 4", partitions, &pieces)
        guard !pieces.hasStopped else { return }
        // Before rows of theirs are deleted one by one.
        counts.partitions += try await core.partitions?.drop(partitions.due) ?? 0
        counts.payloads += try await purgePayloads(plans, now: now, &pieces)
        counts.responseDetails += try await purgeResponses(plans, settings, now: now, &pieces)
        counts.idempotencyKeys += try await purgeKeys(before: now - settings.idempotency, &pieces)
        counts.rollups += try await purgeRollups(plans, settings, now: now, &pieces)
        counts.sessions += try await purgeExpired("sessions", key: "id", before: now - settings.sessions, &pieces)
        counts.launchTokens += try await purgeExpired("launch_tokens", key: "hash", before: now - settings.launchTokens, &pieces)
        counts.personLeases += try await purgeExpired("person_leases", key: "person", before: now, &pieces)
    }

    /// How many workspaces ask for something else than the server's settings.
    public func exceptions() async throws -> Int {
        try await core.database.read { try $0.first(RetentionPlan.exceptions, []) { $0.int(0) } ?? 0 }
    }

    private func spans<Entity>(
        _ plans: [RetentionPlan], _ kept: KeyPath<RetentionSettings, Duration>, now: Timestamp
    ) -> [RetentionWalk<Entity>.Span] {
        plans.map { .init(workspace: $0.workspace, before: .first(at: now - $0.settings[keyPath: kept])) }
    }

    private func purgeEvents(
        _ walk: RetentionWalk<Event>, where condition: String, _ partitions: PartitionPlan, _ pieces: inout RetentionPieces
    ) async throws -> Int {
        try await pieces.cut(walk) { connection, found in
            let removed = try connection.executeMany(
                "DELETE FROM events WHERE id = ? AND \(condition)", found.map { [.id($0.id)] })
            let gone = zip(found, removed).compactMap { $1 > 0 ? $0.id : nil }
            try connection.executeMany("DELETE FROM deliveries WHERE event_id = ?", gone.map { [.id($0)] })
            try Self.removeResponses(of: gone, on: connection)
            for table in [HistoryTable.attempts, .payloads] {
                try connection.executeMany(
                    "DELETE FROM \(table.rawValue) WHERE event_id = ?",
                    gone.filter { !partitions.leaves($0, in: table) }.map { [.id($0)] })
            }
            return gone.count
        }
    }

    /// Removes what was captured of the attempts of events. They are looked for first, so that on PostgreSQL each statement
    /// has one partition to open.
    private static func removeResponses(of events: [Event.ID], on connection: any SQLConnection) throws {
        var open = events.map { [SQLValue.id($0), .id(Attempt.ID(high: 0, low: 0))] }
        while !open.isEmpty {
            let found = try connection.firstOfEach(
                "SELECT id FROM attempts WHERE event_id = ? AND id > ? AND has_details = 1 ORDER BY id LIMIT 1", open
            ) { try $0.id(0, of: Attempt.self) }
            try connection.executeMany("DELETE FROM responses WHERE attempt_id = ?", found.compactMap { $0.map { [SQLValue.id($0)] } })
            open = zip(open, found).compactMap { row, id in id.map { [row[0], .id($0)] } }
        }
    }

    private func purgePayloads(_ plans: [RetentionPlan], now: Timestamp, _ pieces: inout RetentionPieces) async throws -> Int {
        let walk = RetentionWalk<Event>(
            plans.map { plan in
                .init(
                    workspace: plan.workspace, after: plan.payloadsCut,
                    before: Event.ID.first(at: now - plan.settings.payloads))
            }, "id", of: "events", along: "workspace_id, id")
        return try await pieces.cut(walk) { connection, found in
            let removed = try connection.executeMany("DELETE FROM payloads WHERE event_id = ?", found.map { [.id($0.id)] })
            let last = Dictionary(found.map { ($0.workspace, $0.id) }, uniquingKeysWith: { $1 })
            try connection.executeMany(
                """
                INSERT INTO payload_cuts (workspace_id, event_id) VALUES (?, ?)
                ON CONFLICT (workspace_id) DO UPDATE SET event_id = excluded.event_id
                """, last.map { [.id($0.key), .id($0.value)] })
            return removed.reduce(0, +)
        }
    }

    private func purgeResponses(
        _ plans: [RetentionPlan], _ settings: RetentionSettings, now: Timestamp, _ pieces: inout RetentionPieces
    ) async throws -> Int {
        let walk = RetentionWalk<Attempt>(
            spans(plans, \.responseDetails, now: now), "attempt_id", of: "responses", along: "workspace_id, attempt_id")
        let removed = try await pieces.cut(walk) { connection, found in
            try connection.executeMany("DELETE FROM responses WHERE attempt_id = ?", found.map { [.id($0.id)] }).reduce(0, +)
        }
        return try await removed + purgeNameless(before: now - settings.responseDetails, &pieces)
    }

    /// Cuts responses that were stored by a program that did not tell their workspace.
    private func purgeNameless(before: Timestamp, _ pieces: inout RetentionPieces) async throws -> Int {
        try await pieces.repeated { connection, limit in
            try connection.execute(
                """
                DELETE FROM responses WHERE attempt_id IN
                (SELECT attempt_id FROM responses WHERE workspace_id IS NULL AND attempt_id < ? ORDER BY attempt_id LIMIT ?)
                """, [.id(Attempt.ID.first(at: before)), .int(limit)])
        }
    }

    /// Cuts a table by the time at which its rows expired.
    private func purgeExpired(_ table: String, key: String, before: Timestamp, _ pieces: inout RetentionPieces) async throws -> Int {
        try await pieces.repeated { connection, limit in
            try connection.execute(
                "DELETE FROM \(table) WHERE \(key) IN (SELECT \(key) FROM \(table) WHERE expires_at < ? ORDER BY expires_at LIMIT ?)",
                [.time(before), .int(limit)])
        }
    }

    private func purgeKeys(before: Timestamp, _ pieces: inout RetentionPieces) async throws -> Int {
        try await pieces.repeated { connection, limit in
            let found = try connection.query(
                "SELECT workspace_id, key FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT ?",
                [.time(before), .int(limit)]
            ) { [SQLValue.id(try $0.id(0, of: Workspace.self)), .text($0.text(1))] }
            return try connection.executeMany("DELETE FROM idempotency WHERE workspace_id = ? AND key = ?", found).count
        }
    }

    private func purgeRollups(
        _ plans: [RetentionPlan], _ settings: RetentionSettings, now: Timestamp, _ pieces: inout RetentionPieces
    ) async throws -> Int {
        let rows = plans.map { [SQLValue.id($0.workspace), .integer((now - $0.settings.rollups).hour)] }
        let total = try await pieces.remove(rows) { connection, rows in
            try connection.executeMany("DELETE FROM rollups WHERE workspace_id = ? AND hour < ?", rows).reduce(0, +)
        }
        // A rule that was deleted while an attempt of it was in flight may have left a row behind.
        _ = try await core.committer.write(isExclusive: false) { connection in
            try connection.execute("DELETE FROM activity WHERE last_at < ?", [.time(now - settings.rollups)])
        }
        return total
    }
}
