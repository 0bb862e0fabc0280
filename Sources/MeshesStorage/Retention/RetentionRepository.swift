public import MeshesModel

/// Cuts history by time, in small pieces between the other writes.
public struct RetentionRepository: Sendable {
    let core: StoreCore

    /// Removes what is older than the settings say. Unfinished events stay whatever their age.
    ///
    /// - Parameter batch: rows that one piece removes.
    public func purge(_ settings: RetentionSettings, now: Timestamp, batch: Int = 500) async throws -> PurgeCounts {
        var counts = PurgeCounts()
        counts.events = try await purgeEvents(where: "status IN (3, 5)", before: now - settings.events, batch: batch)
        counts.events += try await purgeEvents(where: "status = 4", before: now - settings.failedEvents, batch: batch)
        counts.payloads = try await purge("payloads", key: "event_id", before: now - settings.payloads, batch: batch)
        counts.responseDetails = try await purge(
            "responses", key: "attempt_id", before: now - settings.responseDetails, batch: batch)
        counts.idempotencyKeys = try await purgeKeys(before: now - settings.idempotency, batch: batch)
        counts.rollups = try await purgeRollups(before: now - settings.rollups)
        counts.sessions = try await purgeExpired("sessions", key: "id", before: now - settings.sessions, batch: batch)
        counts.launchTokens = try await purgeExpired("launch_tokens", key: "hash", before: now - settings.launchTokens, batch: batch)
        return counts
    }

    private func purgeEvents(where condition: String, before: Timestamp, batch: Int) async throws -> Int {
        var after = Event.ID(high: 0, low: 0)
        var total = 0
        while true {
            let last = after
            // Chosen from a snapshot: only what has ended is chosen, and only a manual retry could change that.
            let found: [Event.ID] = try await core.database.read { connection in
                try connection.query(
                    "SELECT id FROM events WHERE id > ? AND id < ? AND \(condition) ORDER BY id LIMIT ?",
                    [.id(last), .id(Event.ID.first(at: before)), .int(batch)]
                ) { try $0.id(0) }
            }
            guard let newest = found.last else { return total }
            after = newest
            total += try await core.committer.write(isExclusive: false) { connection in
                let rows = found.map { [SQLValue.id($0)] }
                let removed = try connection.executeMany("DELETE FROM events WHERE id = ? AND \(condition)", rows)
                let gone = zip(rows, removed).compactMap { $1 > 0 ? $0 : nil }
                try connection.executeMany(
                    "DELETE FROM responses WHERE attempt_id IN (SELECT id FROM attempts WHERE event_id = ? AND has_details = 1)",
                    gone)
                for table in ["attempts", "deliveries", "payloads"] {
                    try connection.executeMany("DELETE FROM \(table) WHERE event_id = ?", gone)
                }
                return gone.count
            }
        }
    }

    /// Cuts a table whose key is an id that holds its time.
    private func purge(_ table: String, key: String, before: Timestamp, batch: Int) async throws -> Int {
        var total = 0
        while true {
            let removed = try await core.committer.write(isExclusive: false) { connection in
                try connection.execute(
                    "DELETE FROM \(table) WHERE \(key) IN (SELECT \(key) FROM \(table) WHERE \(key) < ? ORDER BY \(key) LIMIT ?)",
                    [.id(Event.ID.first(at: before)), .int(batch)])
            }
            total += removed
            guard removed == batch else { return total }
        }
    }

    /// Cuts a table by the time at which its rows expired.
    private func purgeExpired(_ table: String, key: String, before: Timestamp, batch: Int) async throws -> Int {
        var total = 0
        while true {
            let removed = try await core.committer.write(isExclusive: false) { connection in
                try connection.execute(
                    "DELETE FROM \(table) WHERE \(key) IN (SELECT \(key) FROM \(table) WHERE expires_at < ? ORDER BY expires_at LIMIT ?)",
                    [.time(before), .int(batch)])
            }
            total += removed
            guard removed == batch else { return total }
        }
    }

    private func purgeKeys(before: Timestamp, batch: Int) async throws -> Int {
        var total = 0
        while true {
            let removed = try await core.committer.write(isExclusive: false) { connection in
                let found = try connection.query(
                    "SELECT workspace_id, key FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT ?",
                    [.time(before), .int(batch)]
                ) { [SQLValue.id(try $0.id(0, of: Workspace.self)), .text($0.text(1))] }
                return try connection.executeMany("DELETE FROM idempotency WHERE workspace_id = ? AND key = ?", found).count
            }
            total += removed
            guard removed == batch else { return total }
        }
    }

    private func purgeRollups(before: Timestamp) async throws -> Int {
        let workspaces: [Workspace.ID] = try await core.database.read { connection in
            try connection.query("SELECT id FROM workspaces", []) { try $0.id(0) }
        }
        var total = 0
        for workspace in workspaces {
            total += try await core.committer.write(isExclusive: false) { connection in
                // A rule that was deleted while an attempt of it was in flight may have left a row behind.
                try connection.execute(
                    "DELETE FROM activity WHERE workspace_id = ? AND last_at < ?", [.id(workspace), .time(before)])
                return try connection.execute(
                    "DELETE FROM rollups WHERE workspace_id = ? AND hour < ?", [.id(workspace), .integer(before.hour)])
            }
        }
        return total
    }
}
