import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// Notices between stores that are open on one schema.
@Suite(.timeLimit(.minutes(2))) struct NoticeBusTests {
    @Test func textsReachTheOthersInOrderAndNotTheirSender() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            try await fixture.beside { other async throws in
                let (here, there) = try (Ear(fixture.store), Ear(other.store))
                try await here.begin()
                try await there.begin()
                for number in 1...300 { here.bus.post("number \(number)") }
                here.bus.post("last")
                #expect(try await there.hear(until: "last") == (1...300).map { "number \($0)" } + ["last"])
                there.bus.post("answer")
                #expect(try await here.hear(until: "answer") == ["answer"])
            }
        }
    }

    @Test func schemasDoNotHearEachOther() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            try await StoreFixture.run(.postgres) { foreign async throws in
                try await fixture.beside { other async throws in
                    let (here, there) = try (Ear(fixture.store), Ear(other.store))
                    try await here.begin()
                    try await there.begin()
                    try #require(foreign.store.notices).start()
                    foreign.store.notices?.post("foreign")
                    here.bus.post("own")
                    #expect(try await there.hear(until: "own") == ["own"])
                }
            }
        }
    }

    @Test func aBrokenConnectionIsTakenUpAgainAndSaysThatSomethingWasMissed() async throws {
        try await StoreFixture.run(.postgres) { fixture async throws in
            try await fixture.beside { other async throws in
                let (here, there) = try (Ear(fixture.store), Ear(other.store))
                try await here.begin()
                try await there.begin()
                for _ in 1...3 {
                    try fixture.place.ask(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN meshes_' || md5(current_schema())")
                    #expect(try await there.next { !$0.isListening }.isListening == false)
                    #expect(try await there.next { $0.isListening }.isIncomplete)
                }
                here.bus.post("again")
                #expect(try await there.hear(until: "again") == ["again"])
            }
        }
    }

    @Test func tooManyBecomeOneThatSaysSo() {
        let outbox = NoticeOutbox()
        for number in 0..<NoticeLimits.waiting { outbox.put("\(number)") }
        outbox.put("0")
        #expect(outbox.next()?.texts.count == NoticeLimits.waiting)
        for number in 0...NoticeLimits.waiting { outbox.put("\(number)") }
        let next = outbox.next()
        #expect(next?.hasMore == true && next?.texts == [])
        outbox.put(String(repeating: "x", count: NoticeLimits.text + 1))
        #expect(outbox.next()?.hasMore == true)
        outbox.close()
        #expect(outbox.next() == nil)

        let inbox = NoticeInbox()
        inbox.put((0...NoticeLimits.waiting).map { "\($0)" })
        #expect(inbox.take().isIncomplete)
        #expect(!inbox.take().isIncomplete)
    }

    @Test func payloadsKeepToWhatNotifyCarries() {
        let texts = (0..<100).map { "\($0)" + String(repeating: "é", count: 900) }
        let payloads = NoticePayload.pack(texts, sender: "me")
        #expect(payloads.allSatisfy { $0.utf8.count < 8000 })
        #expect(payloads.flatMap { NoticePayload.unpack($0).texts } == texts)
        #expect(payloads.allSatisfy { NoticePayload.unpack($0).sender == "me" })
    }
}

/// The bus of a store, and its reader.
private struct Ear {
    let bus: any NoticeBus

    init(_ store: Store) throws { bus = try #require(store.notices) }

    func begin() async throws {
        bus.start()
        _ = try await next { $0.isListening }
    }

    func next(_ isWanted: (NoticeBatch) -> Bool) async throws -> NoticeBatch {
        for await _ in bus.bell {
            let batch = bus.take()
            if isWanted(batch) { return batch }
        }
        throw CancellationError()
    }

    func hear(until last: String) async throws -> [String] {
        var texts: [String] = []
        for await _ in bus.bell {
            texts += bus.take().texts
            if texts.last == last { return texts }
        }
        throw CancellationError()
    }
}
