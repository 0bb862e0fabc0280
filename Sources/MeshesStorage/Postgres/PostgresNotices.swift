import CLibPQ
import Foundation

/// Notices through `LISTEN` and `NOTIFY`, on two connections with a thread each: one hears, one tells.
///
/// `NOTIFY` makes the commits of all that use it wait for each other, so nothing but notices is in its transactions, and they
/// are not synced: what is told is true already.
final class PostgresNotices: NoticeBus {
    /// Each schema has a channel of its own, whatever characters are in its name.
    private static let channel = "'meshes_' || md5(current_schema())"
    /// What is told within this time goes out together.
    private static let rest: TimeInterval = 0.02
    /// After a failure.
    private static let patience: TimeInterval = 0.5

    private let address: PostgresAddress
    private let sender = UUID().uuidString.prefix(8).lowercased()
    private let inbox = NoticeInbox()
    private let outbox = NoticeOutbox()
    private let silences: PostgresSilences

    init(_ address: PostgresAddress, silences: PostgresSilences) {
        self.address = address
        self.silences = silences
    }

    var bell: AsyncStream<Void> { inbox.bell }

    func start() {
        run("meshes.listener") { $0.listen() }
        run("meshes.notifier") { $0.tell() }
    }

    func post(_ text: String) { outbox.put(text) }

    func take() -> NoticeBatch { inbox.take() }

    func close() {
        outbox.close()
        inbox.close()
    }

    private func run(_ name: String, _ body: @escaping @Sendable (PostgresNotices) -> Void) {
        let thread = Thread { [self] in body(self) }
        thread.name = name
        thread.stackSize = 2 << 20
        thread.start()
    }

    // MARK: Telling

    private func tell() {
        let line = PostgresLine { [address, silences] in try PostgresSession.open(address, for: .telling, silences: silences) }
        while let (texts, hasMore) = outbox.next() {
            let rows = NoticePayload.pack(hasMore ? [NoticePayload.more] : texts, sender: sender).map { [SQLValue.text($0)] }
            while true {
                do {
                    try line.transaction("BEGIN") { _ = try $0.executeMany("SELECT pg_notify(\(Self.channel), ?)", rows) }
                    break
                } catch {
                    // Whoever does not hear this has either lost the database too, or forgets all when it hears again.
                    if outbox.isClosed { return }
                    Thread.sleep(forTimeInterval: Self.patience)
                }
            }
            Thread.sleep(forTimeInterval: Self.rest)
        }
        line.close()
    }

    // MARK: Hearing

    private func listen() {
        while !outbox.isClosed {
            do {
                let session = try PostgresSession.open(address, for: .reading, silences: silences)
                PQexitPipelineMode(session.handle)
                let channel = try session.simple("SELECT \(Self.channel)") { $0.row(0).text(0) }
                let statement = "LISTEN \(channel)"
                try session.simple(statement) { _ in }
                inbox.mark(isListening: true)
                while !outbox.isClosed { try hear(statement, on: session) }
                return
            } catch {
                inbox.mark(isListening: false)
                Thread.sleep(forTimeInterval: Self.patience)
            }
        }
    }

    /// Hears for two seconds; says that it listens once more first, which changes nothing, and whose reply must come meanwhile.
    private func hear(_ statement: String, on session: PostgresSession) throws {
        let handle = session.handle
        guard PQsendQuery(handle, statement) == 1 else { throw DatabaseFailure.connection(handle) }
        var isAlive = false
        let end = ContinuousClock.now + .seconds(2)
        while ContinuousClock.now < end, !outbox.isClosed {
            var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            poll(&socket, 1, 250)
            guard PQconsumeInput(handle) == 1 else { throw DatabaseFailure.connection(handle) }
            while !isAlive, PQisBusy(handle) == 0 {
                guard let answer = PQgetResult(handle) else {
                    isAlive = true
                    break
                }
                PQclear(answer)
            }
            deliver(from: handle)
        }
        guard isAlive || outbox.isClosed else {
            silences.note()
            throw DatabaseFailure(.unavailable, "the server has not answered for two seconds")
        }
    }

    private func deliver(from handle: OpaquePointer) {
        var texts: [String] = []
        while let notice = PQnotifies(handle) {
            defer { PQfreemem(notice) }
            let (sender, said) = NoticePayload.unpack(String(cString: notice.pointee.extra))
            if sender != self.sender { texts.append(contentsOf: said) }
        }
        guard !texts.isEmpty else { return }
        if texts.contains(NoticePayload.more) { inbox.missed() }
        inbox.put(texts.filter { $0 != NoticePayload.more })
    }
}
