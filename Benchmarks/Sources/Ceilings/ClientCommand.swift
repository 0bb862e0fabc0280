import ArgumentParser
import AsyncHTTPClient
import NIOCore

/// The ceiling of delivery: the HTTP client alone, with the requests of a webhook delivery and nothing recorded.
struct ClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "AsyncHTTPClient alone against a receiver on loopback.")

    @Option(help: "Port of the receiver.") var port: UInt16
    @Option(help: "Requests in flight.") var inFlight = 64
    @Option(help: "Bytes of the event's payload.") var payload = 1024
    @Option(help: "Seconds before measuring.") var warmUp = 1.0
    @Option(help: "Seconds of measuring.") var seconds = 5.0
    @Flag(help: "Sign each body as the default webhook signature does.") var sign = false

    func run() async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = inFlight
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let start = monotonicNanoseconds() + Int64(warmUp * 1e9)
        let end = start + Int64(seconds * 1e9)
        let sender = WebhookSender(client: client, port: port, webhook: Webhook(payloadBytes: payload, sign: sign))
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<inFlight { group.addTask { try await sender.send(from: start, until: end) } }
            return try await group.reduce(0, +)
        }
        try await client.shutdown()
        try printResult(ClientReport(requests: counts, requestsPerSecond: Double(counts) / seconds))
    }
}
