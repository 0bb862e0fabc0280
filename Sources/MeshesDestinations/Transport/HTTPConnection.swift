import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One connection to one checked address. HTTP/1.1, one exchange at a time, kept open between them.
final class HTTPConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<ExchangeHandler>

    private init(channel: any Channel, handler: NIOLoopBound<ExchangeHandler>) {
        self.channel = channel
        self.handler = handler
    }

    var isOpen: Bool { channel.isActive }

    /// Connects, with TLS where the key asks for it.
    static func open(_ key: ClientKey, tls: NIOSSLContext?, by deadline: NIODeadline) async throws -> HTTPConnection {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let ready = loop.makePromise(of: Void.self)
        let limit = min(deadline, .now() + .nanoseconds(key.connect.wholeNanoseconds))
        do {
            let (channel, handler) = try await ClientBootstrap(group: loop)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connectTimeout(limit - .now())
                .connect(to: try SocketAddress(ipAddress: key.address.description, port: key.port)) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = ExchangeHandler(isEncrypted: tls != nil, ready: ready, connectBy: limit, firstBy: deadline)
                        let pipeline = channel.pipeline.syncOperations
                        if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: key.serverName)) }
                        try pipeline.addHandler(HTTPRequestEncoder(configuration: .init()))
                        try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
                        try pipeline.addHandler(handler)
                        return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                    }
                }
            try await ready.futureResult.get()
            return HTTPConnection(channel: channel, handler: handler)
        } catch {
            // What ended the connection says more than what came of that.
            ready.fail(error)
            try await ready.futureResult.get()
            throw error
        }
    }

    /// Sends one request and reads its answer.
    func exchange(_ request: OutboundRequest, number: UInt64, deadline: NIODeadline) async throws -> Exchange.Answered {
        let head = HTTPRequestHead(request)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let exchange = Exchange(number: number, head: head, of: request, deadline: deadline, waiter: waiter)
                channel.eventLoop.execute { self.handler.value.begin(exchange) }
            }
        } onCancel: {
            channel.eventLoop.execute { self.handler.value.cancel(number) }
        }
    }

    func close() {
        channel.eventLoop.execute { self.handler.value.close() }
    }
}
