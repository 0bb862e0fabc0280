import Foundation
import MeshesModel
import NIOCore
import NIOHTTP1

/// One connection of the receiver.
final class ReceiverHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let journal: ReceiverJournal
    private let script: ReceiverScript.Answer
    private let socket: Int
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(journal: ReceiverJournal, script: @escaping ReceiverScript.Answer) {
        self.journal = journal
        self.script = script
        self.socket = journal.nextSocket()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            body += part.readableBytesView
        case .end:
            guard let head else { return }
            let request = ReceivedRequest(
                method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) }, body: body,
                arrivedAt: SystemTime().now(), socket: socket
            )
            let reply = script(request, journal.add(request))
            carryOut(reply, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func carryOut(_ reply: ReceiverReply, _ context: ChannelHandlerContext) {
        switch reply.manner {
        case .plain:
            writeHead(reply, context)
            writeBody(reply.body, context)
        case .slowHeaders(let wait):
            later(wait, context) { handler, context in
                handler.writeHead(reply, context)
                handler.writeBody(reply.body, context)
            }
        case .slowBody(let wait):
            writeHead(reply, context)
            context.flush()
            later(wait, context) { handler, context in handler.writeBody(reply.body, context) }
        case .drip:
            writeHead(reply, context)
            drip(context)
        case .reset:
            // Closing with a linger time of zero sends RST.
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            context.close(promise: nil)
        case .garbage:
            let encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
            encoder?.writeAndFlush(NIOAny(ByteBuffer(string: "SMTP? Not here.\r\n\r\n")), promise: nil)
            context.close(promise: nil)
        case .close:
            context.close(promise: nil)
        }
    }

    private func writeHead(_ reply: ReceiverReply, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(reply.headers)
        if case .drip = reply.manner { headers.replaceOrAdd(name: "Transfer-Encoding", value: "chunked") }
        else if reply.status != 204, reply.status != 304 { headers.replaceOrAdd(name: "Content-Length", value: String(reply.body.count)) }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func writeBody(_ body: [UInt8], _ context: ChannelHandlerContext) {
        if !body.isEmpty { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func drip(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "d")))), promise: nil)
        later(1000, context) { handler, context in handler.drip(context) }
    }

    private func later(
        _ milliseconds: Int64, _ context: ChannelHandlerContext,
        _ work: @escaping @Sendable (ReceiverHandler, ChannelHandlerContext) -> Void
    ) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
            let (handler, context) = bound.value
            guard context.channel.isActive else { return }
            work(handler, context)
        }
    }
}
