import MeshesDestinations
import NIOCore
import Synchronization

/// Keeps requests and answers what it was told.
final class RecordingSender: HTTPSender {
    private let state: Mutex<(requests: [OutboundRequest], result: Result<OutboundAnswer, OutboundFailure>)>

    init(_ result: Result<OutboundAnswer, OutboundFailure> = .success(OutboundAnswer(status: 200))) {
        state = Mutex(([], result))
    }

    convenience init(status: Int, headers: [(String, String)] = [], body: String = "") {
        self.init(.success(OutboundAnswer(status: status, headers: headers, body: ByteBuffer(string: body))))
    }

    var requests: [OutboundRequest] { state.withLock { $0.requests } }

    func answer(_ result: Result<OutboundAnswer, OutboundFailure>) { state.withLock { $0.result = result } }

    func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let result = state.withLock { state in
            state.requests.append(request)
            return state.result
        }
        return try result.get()
    }

    func shutdown() async throws {}
}

extension OutboundRequest {
    func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
    var text: String { String(buffer: body) }
}
