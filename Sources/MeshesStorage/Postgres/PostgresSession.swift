import CLibPQ
import Foundation

/// One connection to the server, always in pipeline mode: statements go out together and their replies are read at one sync
/// point, so that a batch costs one way there and back. Calls block; it is used by one thread at a time.
final class PostgresSession {
    /// Statements that are kept prepared before all of them are forgotten.
    private static let capacity = 400
    /// How long the server may send nothing: it ends statements after 30 seconds. A peer that confirms every packet and never
    /// answers, such as a pooler that hangs, is noticed by nothing else.
    private static let patience = Duration.seconds(35)
    /// The same once another session of this process has found the server silent.
    private static let suspicion = Duration.seconds(10)

    let handle: OpaquePointer
    private var statements: [String: PostgresStatement] = [:]
    /// By the statement of one row; nil for types that arrays are not known of.
    private var arrays: [String: PostgresArrays?] = [:]
    private var arguments = PostgresArguments()
    /// The statement that opens the transaction: it travels with the first one inside.
    private var opening: String?
    /// Statements that were sent and whose replies are read with those to the next one that is waited for.
    private var owed = 0
    /// Replies are lost: what comes next cannot be told apart.
    private var isOutOfStep = false
    private let silences: PostgresSilences
    private let silencesBefore: Int
    /// A commit was sent and not answered: whether it happened is not known.
    private(set) var isInDoubt = false

    /// - Parameter handle: a connection that has been made, in pipeline mode before the first statement; freed with the session.
    init(_ handle: OpaquePointer, _ silences: PostgresSilences) {
        self.handle = handle
        self.silences = silences
        silencesBefore = silences.count
    }

    deinit { PQfinish(handle) }

    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK && !isOutOfStep }

    /// Another session has found the server silent since this one was opened: it may be cut off just so.
    var isSuspect: Bool { silences.count != silencesBefore }

    /// - Parameter statement: `BEGIN` with its settings.
    func begin(_ statement: String) {
        opening = statement
        isInDoubt = false
    }

    func commit() throws {
        // Nothing was asked of the server.
        if opening != nil { return opening = nil }
        isInDoubt = true
        let done = try command("COMMIT")
        isInDoubt = false
        guard done == "COMMIT" else { throw DatabaseFailure(.other, "the transaction had failed before its commit") }
    }

    /// Undoes the transaction if there is one. A session that cannot even do this is not usable any more.
    func rollback() {
        if opening != nil { return opening = nil }
        if isUsable, owed > 0 { try? receive(0) { _, _ in } }
        guard isUsable, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        if (try? command("ROLLBACK")) == nil { isOutOfStep = true }
    }

    /// Runs a statement with each row of arguments. All are carried out up to the first that fails, whose error is thrown.
    ///
    /// - Parameter read: is given the reply to each, with its index.
    func run(_ sql: String, _ rows: [[SQLValue]], _ read: (Int, borrowing PostgresResult) throws -> Void) throws {
        try send(sql, rows)
        owed -= rows.count
        try receive(rows.count, read)
    }

    /// The same without waiting for the replies: what fails is thrown by the next call that waits, and everything from it on is
    /// not carried out.
    func send(_ sql: String, _ rows: [[SQLValue]]) throws {
        let statement = try prepared(sql)
        try sendOpening()
        for row in rows {
            arguments.set(row, as: statement.types)
            try send(statement)
        }
    }

    /// Carries out a statement with many rows of values by few statements. The first that fails is thrown, and nothing after it is
    /// carried out.
    ///
    /// - Parameter read: is given each reply with the rows that it is for.
    /// - Returns: false, with nothing done, when the values are of types that arrays are not known of.
    func run(
        _ form: PostgresArrays.Form, _ rows: [[SQLValue]], _ read: (Range<Int>, borrowing PostgresResult) throws -> Void
    ) throws -> Bool {
        guard let parts = try sendParts(form, rows) else { return false }
        owed -= parts.count
        try receive(parts.count) { index, result in try read(parts[index].indices, result) }
        return true
    }

    /// The same without waiting for the replies.
    func send(_ form: PostgresArrays.Form, _ rows: [[SQLValue]]) throws -> Bool { try sendParts(form, rows) != nil }

    /// Runs statements without arguments, separated by semicolons, for as long as they take.
    func script(_ sql: String) throws {
        if opening != nil { _ = try command("SET LOCAL statement_timeout = 0") }
        if owed > 0 { try receive(0) { _, _ in } }
        try simple(sql, isLong: true) { _ in }
    }

    /// Runs statements outside of pipeline mode and lends the last reply, whose values are texts.
    ///
    /// - Parameter isLong: whether they may take any time.
    func simple<Value>(
        _ sql: String, isLong: Bool = false, _ read: (borrowing PostgresResult) throws -> Value
    ) throws -> Value {
        let isPiped = PQpipelineStatus(handle) != PQ_PIPELINE_OFF
        if isPiped, PQexitPipelineMode(handle) != 1 { throw lost() }
        defer { if isPiped, PQenterPipelineMode(handle) != 1 { isOutOfStep = true } }
        guard PQsendQuery(handle, sql) == 1 else { throw lost() }
        var last: PostgresResult?
        while let result = PostgresResult(try reply(isLong: isLong)) { last = consume result }
        guard let result = last else { throw lost() }
        guard result.status == PGRES_COMMAND_OK || result.status == PGRES_TUPLES_OK else { throw DatabaseFailure(result) }
        return try read(result)
    }

    /// - Returns: the name of what was done.
    private func command(_ sql: String) throws -> String {
        try sendOpening()
        try post(sql)
        var done = ""
        try receive(1) { _, result in done = result.command }
        return done
    }

    private func arrays(_ form: PostgresArrays.Form) throws -> PostgresArrays? {
        if let known = arrays[form.sql] { return known }
        let made = PostgresArrays(form, types: try prepared(form.sql).types)
        arrays[form.sql] = .some(made)
        return made
    }

    private func prepared(_ sql: String) throws -> PostgresStatement {
        if let known = statements[sql] { return known }
        if statements.count >= Self.capacity {
            _ = try command("DEALLOCATE ALL")
            statements.removeAll(keepingCapacity: true)
        }
        let name = "s\(statements.count)"
        guard PQsendPrepare(handle, name, PostgresStatement.numbered(sql), 0, nil) == 1,
            PQsendDescribePrepared(handle, name) == 1
        else { throw lost() }
        var types: [Oid] = []
        try receive(2) { index, result in if index == 1 { types = result.parameterTypes } }
        let statement = PostgresStatement(name: name, types: types)
        statements[sql] = statement
        return statement
    }

    /// - Returns: the rows of each statement that was sent; nil, with nothing sent, for types that arrays are not known of.
    private func sendParts(_ form: PostgresArrays.Form, _ rows: [[SQLValue]]) throws -> [ArraySlice<[SQLValue]>]? {
        guard let arrays = try arrays(form) else { return nil }
        let statement = try prepared(arrays.sql)
        try sendOpening()
        let parts = PostgresArrays.parts(rows)
        for part in parts {
            arguments.set(columnsOf: part, as: arrays.types)
            try send(statement)
        }
        return parts
    }

    private func sendOpening() throws {
        guard let statement = opening else { return }
        try post(statement)
        opening = nil
        owed += 1
    }

    private func send(_ statement: PostgresStatement) throws {
        let sent = arguments.lend { PQsendQueryPrepared(handle, statement.name, $0, $1, $2, $3, 1) }
        guard sent == 1 else { throw lost() }
        owed += 1
    }

    private func post(_ sql: String) throws {
        guard PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1) == 1 else { throw lost() }
    }

    /// Ends the batch and reads all replies to it, those that are owed first.
    ///
    /// - Parameters:
    ///   - count: replies beside those that are owed.
    ///   - read: is given each of them, with its index.
    /// - Throws: the first failure, once all replies are read.
    private func receive(_ count: Int, _ read: (Int, borrowing PostgresResult) throws -> Void) throws {
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        var index = -owed
        owed = 0
        var failure: (any Error)?
        while true {
            guard let result = PostgresResult(try reply()) else {
                // The end of the replies to one statement.
                guard PQstatus(handle) == CONNECTION_OK, index < count else { throw failure ?? lost() }
                index += 1
                continue
            }
            switch result.status {
            case PGRES_PIPELINE_SYNC:
                if let failure { throw failure }
                return
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                guard failure == nil, index >= 0 else { continue }
                do { try read(index, result) } catch { failure = error }
            case PGRES_PIPELINE_ABORTED: continue
            default:
                failure = failure ?? DatabaseFailure(result)
                // The server passes over what comes after it, the commit too.
                if index < 0 { isInDoubt = false }
            }
        }
    }

    /// The next reply; nil at the end of the replies to a statement.
    ///
    /// - Throws: when the server is silent for too long, unless it may take any time.
    private func reply(isLong: Bool = false) throws -> OpaquePointer? {
        var heard: ContinuousClock.Instant?
        while PQisBusy(handle) == 1 {
            let now = ContinuousClock.now
            let silence = now - (heard ?? now)
            if !isLong, silence >= (isSuspect ? Self.suspicion : Self.patience) { throw silent(for: silence) }
            if heard == nil { heard = now }
            var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            guard poll(&socket, 1, 1000) > 0 else { continue }
            heard = nil
            // A connection that broke is told by the reply.
            guard PQconsumeInput(handle) == 1 else { break }
        }
        return PQgetResult(handle)
    }

    private func silent(for silence: Duration) -> DatabaseFailure {
        isOutOfStep = true
        silences.note()
        return DatabaseFailure(.unavailable, "the server has not answered for \(silence.components.seconds) seconds")
    }

    private func lost() -> DatabaseFailure {
        isOutOfStep = true
        return .connection(handle)
    }
}
