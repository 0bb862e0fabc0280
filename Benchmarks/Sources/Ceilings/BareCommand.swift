import ArgumentParser
import Hummingbird
import Logging

/// The ceiling of acceptance: the same framework, the same sizes, and nothing done.
struct BareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare", abstract: "A bare route: reads the body, answers 201 with about 300 bytes of JSON.")

    @Option(help: "Port on loopback.") var port: Int

    func run() async throws {
        let answer = ByteBuffer(string: Self.answer)
        let router = Router()
        router.post("/api/v1/events") { request, _ in
            _ = try await request.body.collect(upTo: 1 << 20)
            return Response(
                status: .created,
                headers: [.contentType: "application/json; charset=utf-8"],
                body: ResponseBody(byteBuffer: answer))
        }
        var logger = Logger(label: "bare")
        logger.logLevel = .warning
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
        try await application.runService()
    }

    /// As long as the answer of `POST /api/v1/events`.
    private static let answer = """
        {"event":{"id":"019a8c5e-0000-7000-8000-000000000000","event":"order.paid","resource":"global","type":"event",\
        "workspace":"019a8c5e-0000-7000-8000-000000000001","status":"pending","total_rules":1,"completed_count":0,\
        "failed_count":0,"canceled_count":0,"created_by":"publishable_key","created_at":"2026-11-23T10:00:00.000Z"}}
        """
}
