import MeshesModel

extension Partition {
    /// Weeks that are made, from the one that a moment lies in: one before it for a clock that is behind, and enough after it
    /// that nothing is missing when no node runs for a month.
    private static let weeks = -1...5

    /// The partitions that there are, without the default ones; none on SQLite, which keeps each table whole.
    static func all(on connection: any SQLConnection) throws -> [Partition] {
        guard connection.dialect == .postgres else { return [] }
        return try connection.query(
            """
            SELECT p.relname::text, c.relname::text, (c.relname ~ '_before_')::int,
            (extract(epoch FROM to_date(right(c.relname, 8), 'YYYYMMDD')) * 1000)::bigint
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
            JOIN pg_namespace n ON n.oid = p.relnamespace
            WHERE n.nspname = current_schema() AND p.relkind = 'p' AND c.relname ~ '^[a-z]+_(before_|)[0-9]{8}$'
            ORDER BY 1, 4
            """, []
        ) { row -> Partition? in
            guard let table = HistoryTable(rawValue: row.text(0)) else { return nil }
            let day = row.time(3)
            return row.bool(2)
                ? Partition(table, name: row.text(1), start: Timestamp(milliseconds: 0), end: day)
                : Partition(table, name: row.text(1), start: day, end: day + Self.week)
        }.compactMap { $0 }
    }

    /// Those that are wanted at a moment and are not there.
    ///
    /// - Parameter weeks: from the week that the moment lies in.
    static func missing(at now: Timestamp, weeks: ClosedRange<Int> = weeks, on connection: any SQLConnection) throws -> [Partition] {
        guard connection.dialect == .postgres else { return [] }
        let present = try all(on: connection)
        return HistoryTable.allCases.flatMap { table in
            weeks.map { Partition(table, ofWeekAt: now + week * $0) }.filter { wanted in
                !present.contains { $0.table == table && $0.start <= wanted.start && $0.end >= wanted.end }
            }
        }
    }

    /// Makes what is missing, unless rows of that week lie in the default partition: there that week stays.
    ///
    /// - Throws: `DatabaseFailure` of kind `busy` when somebody else holds a lock that this needs.
    static func makeMissing(at now: Timestamp, on connection: any SQLConnection) throws {
        guard try !missing(at: now, on: connection).isEmpty else { return }
        try connection.execute(lockTimeout)
        try connection.execute("SELECT pg_advisory_xact_lock(\(PostgresSession.migrationLock), hashtext(current_schema()))")
        // Another node may have been first.
        for partition in try missing(at: now, on: connection) {
            let table = partition.table
            let stray = try connection.first(
                "SELECT 1 FROM \(table.rawValue)_other WHERE \(table.key) >= ? AND \(table.key) < ? LIMIT 1",
                [.id(partition.firstID), .id(partition.endID)]
            ) { _ in true }
            guard stray == nil else { continue }
            // Attached, not made as a part: this locks the default partition only, and acceptance goes on.
            try connection.script(
                """
                CREATE TABLE \(partition.name) (LIKE \(table.rawValue) INCLUDING ALL);
                ALTER TABLE \(table.rawValue) ATTACH PARTITION \(partition.name)
                FOR VALUES FROM (\(literal(partition.firstID))) TO (\(literal(partition.endID)));
                """)
        }
    }

    /// Drops it, rows and all.
    ///
    /// - Returns: false when it holds attempts of events that are there still, such as unfinished ones.
    /// - Throws: `DatabaseFailure` of kind `busy` when somebody reads from it for longer than others may wait behind this.
    func drop(on connection: any SQLConnection) throws -> Bool {
        try connection.execute(Self.lockTimeout)
        if table == .attempts {
            let kept = try connection.first(
                "SELECT 1 FROM events WHERE id >= ? AND id < ? LIMIT 1", [.id(firstID), .id(endID)]) { _ in true }
            guard kept == nil else { return false }
        }
        try connection.script("DROP TABLE IF EXISTS \(name)")
        return true
    }

    /// Statements of others queue behind one that waits for a table's lock.
    private static let lockTimeout = "SET LOCAL lock_timeout = '200ms'"

    private static func literal(_ id: Event.ID) -> String { "decode('\(id.description.replacing("-", with: ""))', 'hex')" }
}
