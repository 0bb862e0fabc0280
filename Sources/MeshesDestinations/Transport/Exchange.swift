import NIOCore
import NIOHTTP1

/// One request on its way, and who waits for its answer.
struct Exchange {
    /// The answer, and whether the connection may serve another exchange.
    typealias Answered = (answer: OutboundAnswer, isReusable: Bool)

    /// Of this process; tells a cancellation that comes late from the exchange that now has the connection.
    let number: UInt64
    let head: HTTPRequestHead
    let body: ByteBuffer
    /// Bytes of the answer's body that are read.
    let answerLimit: Int
    let deadline: NIODeadline
    private let waiter: CheckedContinuation<Answered, any Error>

    init(
        number: UInt64, head: HTTPRequestHead, of request: OutboundRequest, deadline: NIODeadline,
        waiter: CheckedContinuation<Answered, any Error>
    ) {
        self.number = number
        self.head = head
        self.body = request.body
        self.answerLimit = request.answerLimit
        self.deadline = deadline
        self.waiter = waiter
    }

    /// To be called once, with a last step.
    func finish(_ step: AnswerReader.Step) {
        switch step {
        case .done(let answer, let isReusable): waiter.resume(returning: (answer, isReusable))
        case .failed(let failure): fail(failure)
        case .more: fail(OutboundFailure.network("answer is not HTTP"))
        }
    }

    func fail(_ failure: any Error) { waiter.resume(throwing: failure) }
}

/// The connection closed before the request was sent.
struct ConnectionGone: Error {}

extension HTTPRequestHead {
    /// The head of a request, with the two headers that belong to the transport.
    init(_ request: OutboundRequest) {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headers.count + 2)
        headers.add(name: "Host", value: request.url.authority)
        for (name, value) in request.headers { headers.add(name: name, value: value) }
        let length = request.body.readableBytes
        if length > 0 || request.method.carriesBody { headers.add(name: "Content-Length", value: String(length)) }
        self.init(version: .http1_1, method: HTTPMethod(rawValue: request.method.rawValue), uri: request.url.target, headers: headers)
    }
}

extension OutboundRequest.Method {
    /// Whether an empty body is announced too, as servers expect of these methods.
    fileprivate var carriesBody: Bool {
        switch self {
        case .post, .put, .patch: true
        case .get, .delete: false
        }
    }
}
