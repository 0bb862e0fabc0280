import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix

/// The ceiling of delivery on SwiftNIO: its HTTP/1 codec on connections that are all open, with nothing around them.
struct PlainClientCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plain-client", abstract: "Signed webhooks over bare NIO connections to a receiver on loopback.")

    @Option(help: "Port of the receiver.") var port: Int
    @Option(help: "Connections, each with one request in flight.") var connections = 64
    @Option(help: "Bytes of the event's payload.") var payload = 1024
    @Option(help: "Seconds before measuring.") var warmUp = 1.0
    @Option(help: "Seconds of measuring.") var seconds = 5.0

    func run() async throws {
        let webhook = Webhook(payloadBytes: payload, sign: true)
        let start = monotonicNanoseconds() + Int64(warmUp * 1e9)
        let end = start + Int64(seconds * 1e9)
        let port = port
        let requests = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<connections {
                group.addTask { try await Self.connect(port, webhook, from: start, until: end) }
            }
            return try await group.reduce(0, +)
        }
        try printResult(ClientReport(requests: requests, requestsPerSecond: Double(requests) / seconds))
    }

    private static func connect(_ port: Int, _ webhook: Webhook, from start: Int64, until end: Int64) async throws -> Int {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let counted = loop.makePromise(of: Int.self)
        do {
            _ = try await ClientBootstrap(group: loop)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(
                            PlainClient(webhook: webhook, from: start, until: end, counted: counted))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
        } catch {
            counted.fail(error)
        }
        return try await counted.futureResult.get()
    }
}
