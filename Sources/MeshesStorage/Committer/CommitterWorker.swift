import MeshesModel

/// The committer's thread: carries out rounds, and when one fails, each of its pieces by itself, so that a bad piece spoils
/// no other.
struct CommitterWorker {
    private let driver: any DatabaseDriver
    private let options: StoreOptions
    private var versions = RoutingVersions()
    private let clock = ContinuousClock()
    /// Whether the round at hand is durable once it is committed.
    private var isDurable = true

    /// How often a transaction is carried out that others are in the way of.
    private static let repetitions = 5

    init(driver: any DatabaseDriver, options: StoreOptions) {
        self.driver = driver
        self.options = options
    }

    /// Commits a round. Who recorded results is told at once: what a power cut takes back of them is attempted again, as it is
    /// after any crash. All others are told by what is given back, once the round is durable.
    ///
    /// - Parameter isDurable: whether it is so when this returns.
    mutating func carryOut(_ round: CommitterRound, waiting: Int, isDurable: Bool) -> CommitterSettlement {
        let start = clock.now
        self.isDurable = isDurable
        let together = carryOutTogether(round)
        let untold = together ?? carryOutApart(round)
        return CommitterSettlement(
            report: CommitReport(
                pieces: round.pieces, acceptances: round.acceptances.reduce(0) { $0 + $1.acceptances.count },
                changes: round.records.reduce(0) { $0 + $1.changes.count }, writes: round.writes.count,
                duration: clock.now - start, waiting: waiting, together: together != nil),
            untold: untold)
    }

    /// - Returns: nil when the round was undone and its pieces have to be carried out one by one.
    private mutating func carryOutTogether(_ round: CommitterRound) -> UntoldCallers? {
        let worker = self
        do {
            let done = try transaction { connection, versions in
                try Self.keepOthersOut(round.writes, on: connection)
                let fence = NodeFence(connection)
                var counts = RoundCounts()
                let acceptances = try worker.accept(round.acceptances, on: connection, fence, &versions, &counts)
                let changes = try worker.record(round.records, on: connection, fence, &counts)
                try counts.write(to: connection)
                let writes = try worker.write(round.writes, on: connection, alone: round.pieces == 1)
                return (acceptances, changes, writes)
            }
            for (piece, results) in zip(round.records, done.1) { piece.completion.succeed(results) }
            return UntoldCallers(of: round) {
                for (piece, results) in zip(round.acceptances, done.0) { piece.completion.succeed(results) }
                for write in done.2 { write() }
            }
        } catch let failure as DatabaseFailure where failure.isPassing {
            options.onRefusal?(failure)
            round.failAll(MeshesError.storeUnavailable)
            return UntoldCallers.none
        } catch {
            guard round.pieces == 1, let piece = round.writes.first else { return nil }
            piece.fail(error)
            return UntoldCallers.none
        }
    }

    private mutating func transaction<Value>(
        _ body: (any SQLConnection, inout RoutingVersions) throws -> Value
    ) throws -> Value {
        // Versions learned in a transaction that is undone must be forgotten with it.
        let known = versions
        var runs = 0
        while true {
            do {
                runs += 1
                let once: (any SQLConnection) throws -> (Value, RoutingVersions) = { connection in
                    var versions = known
                    return (try body(connection, &versions), versions)
                }
                let (value, learned) = isDurable ? try driver.transaction(once) : try driver.transactionToSync(once)
                versions = learned
                return value
            } catch let failure as DatabaseFailure where failure.kind == .conflict && runs < Self.repetitions {
                continue
            }
        }
    }

    /// Before anything else in the transaction, so that who waits here holds nothing that others wait for.
    private static func keepOthersOut(_ pieces: [WritePiece], on connection: any SQLConnection) throws {
        guard connection.dialect == .postgres, pieces.contains(where: \.isExclusive) else { return }
        try connection.execute("SELECT pg_advisory_xact_lock(\(PostgresSession.writeLock), hashtext(current_schema()))")
    }

    private func accept(
        _ pieces: [AcceptancePiece], on connection: any SQLConnection, _ fence: NodeFence, _ versions: inout RoutingVersions,
        _ counts: inout RoundCounts
    ) throws -> [[AcceptanceResult]] {
        guard !pieces.isEmpty else { return [] }
        var round = AcceptanceRound(connection: connection, fence: fence, lifetime: options.idempotencyLifetime)
        try round.look(atKeysOf: pieces.lazy.flatMap(\.acceptances))
        for piece in pieces { try round.add(piece.acceptances, covering: piece.covering, versions: &versions) }
        return try round.finish(counting: &counts)
    }

    private func record(
        _ pieces: [RecordPiece], on connection: any SQLConnection, _ fence: NodeFence, _ counts: inout RoundCounts
    ) throws -> [[ChangeResult]] {
        guard !pieces.isEmpty else { return [] }
        var changes: [DeliveryChange] = []
        var details: [Int: [UInt8]] = [:]
        for piece in pieces {
            for (index, body) in piece.details { details[changes.count + index] = body }
            changes.append(contentsOf: piece.changes)
        }
        let results = try ChangeRound(connection: connection, fence: fence).apply(changes, details: details, counting: &counts)
        var start = 0
        return pieces.map { piece in
            defer { start += piece.changes.count }
            return Array(results[start..<start + piece.changes.count])
        }
    }

    /// Each write in a savepoint, so that an error it throws undoes it alone.
    private func write(
        _ pieces: [WritePiece], on connection: any SQLConnection, alone: Bool
    ) throws -> [@Sendable () -> Void] {
        if alone, let piece = pieces.first { return [try piece.run(connection)] }
        return try pieces.map { piece in
            try connection.execute("SAVEPOINT piece")
            do {
                let done = try piece.run(connection)
                try connection.execute("RELEASE SAVEPOINT piece")
                return done
            } catch let failure as DatabaseFailure where failure.kind != .constraint {
                throw failure
            } catch {
                try connection.execute("ROLLBACK TO SAVEPOINT piece")
                try connection.execute("RELEASE SAVEPOINT piece")
                return { piece.fail(error) }
            }
        }
    }

    private mutating func carryOutApart(_ round: CommitterRound) -> UntoldCallers {
        var tell: [@Sendable () -> Void] = []
        for piece in round.acceptances {
            let results: [AcceptanceResult]
            if piece.covering != nil {
                results = attempt { worker in try worker.acceptAlone(piece.acceptances, covering: piece.covering) }
                    .get(or: piece.acceptances.count) { .failed($0) }
            } else {
                results = piece.acceptances.map { acceptance in
                    attempt { worker in try worker.acceptAlone([acceptance], covering: nil) }.get(or: 1) { .failed($0) }[0]
                }
            }
            tell.append { piece.completion.succeed(results) }
        }
        for piece in round.records {
            let results = piece.changes.indices.map { index in
                let details = piece.details[index].map { [0: $0] } ?? [:]
                return attempt { worker in
                    try worker.transaction { connection, _ in
                        try ChangeRound(connection: connection, fence: NodeFence(connection))
                            .apply([piece.changes[index]], details: details)
                    }
                }.get(or: 1) { .failed($0) }[0]
            }
            piece.completion.succeed(results)
        }
        for piece in round.writes {
            do {
                tell.append(
                    try transaction { connection, _ in
                        try Self.keepOthersOut([piece], on: connection)
                        return try piece.run(connection)
                    })
            } catch {
                let error = Self.public(error)
                tell.append { piece.fail(error) }
            }
        }
        return UntoldCallers(of: round) { [tell] in for one in tell { one() } }
    }

    private mutating func acceptAlone(
        _ acceptances: [Acceptance], covering: IdempotencyRecord?
    ) throws -> [AcceptanceResult] {
        let lifetime = options.idempotencyLifetime
        return try transaction { connection, versions in
            var round = AcceptanceRound(connection: connection, fence: NodeFence(connection), lifetime: lifetime)
            try round.look(atKeysOf: acceptances)
            try round.add(acceptances, covering: covering, versions: &versions)
            var counts = RoundCounts()
            let results = try round.finish(counting: &counts)[0]
            try counts.write(to: connection)
            return results
        }
    }

    private mutating func attempt<Value>(_ body: (inout CommitterWorker) throws -> Value) -> Result<Value, any Error> {
        do { return .success(try body(&self)) } catch { return .failure(Self.public(error)) }
    }

    /// The error as callers see it: what they can only wait for is `serviceUnavailable`.
    private static func `public`(_ error: any Error) -> any Error {
        guard let failure = error as? DatabaseFailure else { return error }
        return failure.isPassing ? MeshesError.storeUnavailable : failure
    }
}

extension Result where Failure == any Error {
    /// The elements, or as many failures.
    fileprivate func get<Element>(or count: Int, _ failed: (any Error) -> Element) -> [Element] where Success == [Element] {
        switch self {
        case .success(let elements): elements
        case .failure(let error): Array(repeating: failed(error), count: count)
        }
    }
}
