@testable import MeshesDestinations
import NIOCore
import NIOHTTP1
import Testing

@Suite struct AnswerReaderTests {
    private static func head(_ headers: [(String, String)] = []) -> HTTPClientResponsePart {
        .head(HTTPResponseHead(version: .http1_1, status: .accepted, headers: HTTPHeaders(headers)))
    }

    private static func body(_ count: Int) -> HTTPClientResponsePart {
        .body(ByteBuffer(repeating: UInt8(ascii: "x"), count: count))
    }

    private static func read(_ parts: [HTTPClientResponsePart]) -> (AnswerReader, AnswerReader.Step) {
        var reader = AnswerReader(bodyLimit: OutboundAnswer.bodyLimit)
        var step = AnswerReader.Step.more
        for part in parts { step = reader.read(part) }
        return (reader, step)
    }

    @Test func aWholeAnswerLeavesTheConnectionToTheNext() throws {
        let step = Self.read([Self.head([("X-A", "1")]), Self.body(3), .end(nil)]).1
        guard case .done(let answer, let isReusable) = step else { Issue.record("\(step)"); return }
        #expect(isReusable)
        #expect(answer.status == 202 && answer.header("x-a") == "1" && answer.body.readableBytes == 3 && !answer.bodyCut)
    }

    @Test func aPeerThatClosesIsNotAskedAgain() {
        let step = Self.read([Self.head([("Connection", "close")]), .end(nil)]).1
        guard case .done(_, isReusable: false) = step else { Issue.record("\(step)"); return }
    }

    @Test func aBodyOfExactlyTheLimitIsWholeAndOneByteMoreIsCut() {
        let fits = Self.read([Self.head(), Self.body(OutboundAnswer.bodyLimit), .end(nil)]).1
        guard case .done(let whole, isReusable: true) = fits else { Issue.record("\(fits)"); return }
        #expect(!whole.bodyCut)
        let tooMuch = Self.read([Self.head(), Self.body(OutboundAnswer.bodyLimit), Self.body(1)]).1
        guard case .done(let cut, isReusable: false) = tooMuch else { Issue.record("\(tooMuch)"); return }
        #expect(cut.interruption == nil && cut.bodyCut && cut.body.readableBytes == OutboundAnswer.bodyLimit)
    }

    @Test func longHeadersAreNoAnswer() {
        let step = Self.read([Self.head([("X-A", String(repeating: "x", count: OutboundAnswer.headerLimit))])]).1
        guard case .failed(.longHeaders) = step else { Issue.record("\(step)"); return }
    }

    @Test func anEndBeforeTheHeadIsNoAnswer() {
        guard case .failed(.network("answer is not HTTP")) = Self.read([.end(nil)]).1 else { Issue.record(); return }
    }

    @Test func whatCutsAnExchangeShortCountsOnlyBeforeTheHead() {
        let before = Self.read([]).0.cut(by: .connectTimeout)
        guard case .failed(.connectTimeout) = before else { Issue.record("\(before)"); return }
        let after = Self.read([Self.head(), Self.body(2)]).0.cut(by: .timeout("late"))
        guard case .done(let answer, isReusable: false) = after else { Issue.record("\(after)"); return }
        #expect(answer.status == 202 && answer.bodyCut && answer.interruption == .timeout("late"))
        let cancelled = Self.read([Self.head()]).0.cut(by: .cancelled)
        guard case .failed(.cancelled) = cancelled else { Issue.record("\(cancelled)"); return }
    }
}
