import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Gathers an answer up to its limits, then has the connection closed instead of draining it.
final class AnswerCollector: HTTPClientResponseDelegate {
    typealias Response = OutboundAnswer

    enum Stop: Error {
        case bodyLimit
        case headerLimit
    }

    private let answer = Mutex<OutboundAnswer?>(nil)
    private let bodyLimit: Int

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        var size = 0
        let headers = head.headers.map { name, value in
            size += name.utf8.count + value.utf8.count + 4
            return (name, value)
        }
        guard size <= OutboundAnswer.headerLimit else {
            return task.eventLoop.makeFailedFuture(Stop.headerLimit)
        }
        let status = Int(head.status.code)
        answer.withLock { $0 = OutboundAnswer(status: status, headers: headers) }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let isFull = answer.withLock { answer -> Bool in
            var part = part
            let room = bodyLimit - (answer?.body.readableBytes ?? 0)
            guard part.readableBytes > room else {
                answer?.body.writeBuffer(&part)
                return false
            }
            if var slice = part.readSlice(length: room) { answer?.body.writeBuffer(&slice) }
            answer?.bodyCut = true
            return true
        }
        return isFull ? task.eventLoop.makeFailedFuture(Stop.bodyLimit) : task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Response>) throws -> Response {
        try answer.withLock { answer in
            guard let answer else { throw HTTPClientError.remoteConnectionClosed }
            return answer
        }
    }

    /// The answer whose head had come before something went wrong: the body limit, the deadline, a connection that broke.
    func partialAnswer(after error: any Error) -> OutboundAnswer? {
        if error as? HTTPClientError == .cancelled { return nil }
        return answer.withLock { answer in
            answer?.bodyCut = true
            return answer
        }
    }
}
