/// Carries out a purge piece by piece, between the other writes.
struct RetentionPieces {
    private let core: StoreCore
    private let batch: Int
    private let rest: RetentionRepository.Rest
    private var pace: RetentionPace
    private let planLifetime: Duration
    private var planned: Duration = .zero
    /// Whether a walk was left because the plans were too old; what is left is the next pass's.
    private(set) var hasStopped = false

    /// - Parameters:
    ///   - batch: rows that one piece removes at most.
    ///   - planLifetime: after which what workspaces keep is to be read anew.
    init(core: StoreCore, batch: Int, planLifetime: Duration, rest: @escaping RetentionRepository.Rest) {
        self.planLifetime = planLifetime
        self.core = core
        self.batch = batch
        self.rest = rest
        pace = RetentionPace(most: batch)
    }

    /// Notes that the plans were read just now.
    mutating func beginPass() {
        planned = pace.elapsed
        hasStopped = false
    }

    /// Carries out a walk, or as much of it as the plans are good for: each batch is found in a snapshot and removed in pieces.
    mutating func cut<Entity>(
        _ start: RetentionWalk<Entity>,
        _ remove: @escaping @Sendable (any SQLConnection, [RetentionWalk<Entity>.Found]) throws -> Int
    ) async throws -> Int {
        var walk = start
        var total = 0
        pace.begin()
        while !walk.isOver, !hasStopped {
            let (found, rest) = try await core.database.read { [walk, batch] connection in
                var rest = walk
                let found = try rest.next(batch, on: connection)
                return (found, rest)
            }
            walk = rest
            total += try await each(of: found[...], remove)
            hasStopped = !walk.isOver && pace.elapsed - planned >= planLifetime
        }
        return total
    }

    /// Removes rows that are known.
    mutating func remove<Row: Sendable>(
        _ rows: [Row], _ remove: @escaping @Sendable (any SQLConnection, [Row]) throws -> Int
    ) async throws -> Int {
        pace.begin()
        return try await each(of: rows[...], remove)
    }

    /// Removes piece after piece, until one finds less than it may remove.
    mutating func repeated(_ remove: @escaping @Sendable (any SQLConnection, Int) throws -> Int) async throws -> Int {
        var total = 0
        pace.begin()
        while true {
            let limit = pace.rows
            let removed = try await piece { try remove($0, limit) }
            total += removed
            guard removed == limit else { return total }
        }
    }

    private mutating func each<Row: Sendable>(
        of rows: ArraySlice<Row>, _ remove: @escaping @Sendable (any SQLConnection, [Row]) throws -> Int
    ) async throws -> Int {
        var rest = rows
        var total = 0
        while !rest.isEmpty {
            let part = Array(rest.prefix(pace.rows))
            rest = rest.dropFirst(part.count)
            total += try await piece { try remove($0, part) }
        }
        return total
    }

    private mutating func piece(_ remove: @escaping @Sendable (any SQLConnection) throws -> Int) async throws -> Int {
        let (removed, took) = try await core.committer.write(isExclusive: false) { connection in
            let began = ContinuousClock.now
            return (try remove(connection), ContinuousClock.now - began)
        }
        let due = pace.rest(after: took)
        if due > .zero { try await rest(due) }
        return removed
    }
}
