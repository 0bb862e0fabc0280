import NIOCore
import Synchronization

/// Stands in for the network while a delivery is shown instead of made: keeps every request and answers each with a
/// success that holds a placeholder wherever a provider would put an id.
public final class RehearsalSender: HTTPSender {
    /// More requests than any action makes.
    private static let limit = 20

    private let kept = Mutex<[OutboundRequest]>([])

    public init() {}

    /// In the order in which they would go out.
    public var requests: [OutboundRequest] { kept.withLock { $0 } }

    public func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let isFull = kept.withLock { kept in
            if kept.count < Self.limit { kept.append(request) }
            return kept.count == Self.limit
        }
        if isFull { throw .cancelled }
        return OutboundAnswer(
            status: 200, headers: [("content-type", "application/json")],
            body: ByteBuffer(string: #"{"ok":true,"success":true,"id":"ID","data":{"id":"ID"},"contact":{"id":"ID"},"contacts":[{"id":"ID"}]}"#))
    }

    public func shutdown() async throws {}
}
