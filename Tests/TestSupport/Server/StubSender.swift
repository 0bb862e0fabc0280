public import MeshesDestinations
import NIOCore
import Synchronization

/// Stands in for the network: answers every outbound request as a test says, and remembers them all.
public final class StubSender: HTTPSender {
    public typealias Answer = @Sendable (OutboundRequest) -> Result<OutboundAnswer, OutboundFailure>

    private struct State {
        var answer: Answer
        var requests: [OutboundRequest] = []
    }

    private let state: Mutex<State>

    /// - Parameter status: what every request is answered, until `answer(_:)` says otherwise.
    public init(status: Int = 200) {
        state = Mutex(State(answer: { _ in .success(OutboundAnswer(status: status)) }))
    }

    public func answer(_ answer: @escaping Answer) {
        state.withLock { $0.answer = answer }
    }

    public func answer(status: Int) {
        answer { _ in .success(OutboundAnswer(status: status)) }
    }

    /// In the order in which they were sent.
    public var requests: [OutboundRequest] { state.withLock { $0.requests } }

    public func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answer
        }
        return try answer(request).get()
    }

    public func shutdown() async throws {}
}
