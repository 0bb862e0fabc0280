import Hummingbird
import Logging
import MeshesClient
import MeshesModel
import NIOCore
import Synchronization

/// One webhook receiver on loopback: a web server of its own, with the behaviour that the plan gives it.
final class DemoReceiver: Sendable {
    let kind: DemoPlan.Receiver
    let port: Int
    private let trace: DemoTrace
    private let count = Atomic<Int>(0)
    private let logger: Logger

    init(_ kind: DemoPlan.Receiver, port: Int, trace: DemoTrace, logger: Logger) {
        self.kind = kind
        self.port = port
        self.trace = trace
        self.logger = logger
    }

    var url: String { "http://127.0.0.1:\(port)/hook" }

    /// Serves until the task is cancelled.
    func run() async throws {
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in try await self.answer(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)), logger: logger)
        try await application.run()
    }

    private func answer(_ request: Request) async throws -> Response {
        let arrival = ContinuousClock.now
        let body = try await request.body.collect(upTo: 1 << 20)
        let number = count.add(1, ordering: .relaxed).newValue
        if request.attemptNumber == "1", let id = Self.eventID(in: body) { trace.arrived(id, at: arrival) }
        guard kind == .flaky, number.isMultiple(of: 3) else { return Response(status: .noContent) }
        return Response(
            status: .serviceUnavailable, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"error":"too many open orders, try again"}"#)))
    }

    private static func eventID(in body: ByteBuffer) -> EventID? {
        (try? JSONValue(parsing: Array(body.readableBytesView)))?["uuid"]?.string.flatMap { EventID($0) }
    }
}
