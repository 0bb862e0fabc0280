import NIOCore
import NIOHTTP1

/// Gathers one answer up to its limits, part by part. Pure: its connection carries out what it says.
struct AnswerReader {
    enum Step {
        case more
        /// The whole answer, or as much of it as is read; the connection may serve another exchange only if it is reusable.
        case done(OutboundAnswer, isReusable: Bool)
        case failed(OutboundFailure)
    }

    /// Bytes of the body that are read.
    let bodyLimit: Int
    private var answer: OutboundAnswer?
    private var keepsAlive = false

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    mutating func read(_ part: HTTPClientResponsePart) -> Step {
        switch part {
        case .head(let head): begin(head)
        case .body(let part): append(part)
        case .end: answer.map { .done($0, isReusable: keepsAlive) } ?? .failed(.network("answer is not HTTP"))
        }
    }

    /// What stands when the exchange is cut short: an answer whose head had come counts, without the rest of its body.
    func cut(by failure: OutboundFailure) -> Step {
        guard var answer, failure != .cancelled else { return .failed(failure) }
        answer.bodyCut = true
        answer.interruption = failure
        return .done(answer, isReusable: false)
    }

    private mutating func begin(_ head: HTTPResponseHead) -> Step {
        var size = 0
        let headers = head.headers.map { name, value in
            size += name.utf8.count + value.utf8.count + 4
            return (name, value)
        }
        guard size <= OutboundAnswer.headerLimit else { return .failed(.longHeaders) }
        answer = OutboundAnswer(status: Int(head.status.code), headers: headers)
        keepsAlive = head.isKeepAlive
        return .more
    }

    private mutating func append(_ part: ByteBuffer) -> Step {
        var part = part
        let room = bodyLimit - (answer?.body.readableBytes ?? 0)
        guard part.readableBytes > room else {
            answer?.body.writeBuffer(&part)
            return .more
        }
        if var slice = part.readSlice(length: room) { answer?.body.writeBuffer(&slice) }
        answer?.bodyCut = true
        return answer.map { .done($0, isReusable: false) } ?? .failed(.network("answer is not HTTP"))
    }
}
