import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// Posts one signed webhook after the other on a connection, as soon as the one before is answered.
final class PlainClient: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let webhook: Webhook
    private let start, end: Int64
    private let counted: EventLoopPromise<Int>
    private var count = 0

    /// - Parameter counted: is given how many requests were answered between the two times.
    init(webhook: Webhook, from start: Int64, until end: Int64, counted: EventLoopPromise<Int>) {
        self.webhook = webhook
        self.start = start
        self.end = end
        self.counted = counted
    }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let now = monotonicNanoseconds()
        guard now < end else {
            counted.succeed(count)
            return context.close(promise: nil)
        }
        if now >= start { count += 1 }
        send(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        counted.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { counted.fail(HTTPFailure("the receiver closed the connection")) }

    private func send(_ context: ChannelHandlerContext) {
        var headers = webhook.headers()
        headers.add(name: "Host", value: "127.0.0.1")
        headers.add(name: "Content-Length", value: String(webhook.body.count))
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/hook", headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: webhook.body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
