import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Takes the requests that `DirectIngestion` answers out of a connection's pipeline and lets all others through, in the
/// order in which they came.
final class DirectIngestionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        /// Between requests, or in one that was let through.
        case open
        case collecting(Held)
        /// Its event is on the way to the disk.
        case committing(Held)
    }

    private struct Held {
        let head: HTTPRequest
        var body: ByteBuffer
        let started: ContinuousClock.Instant
    }

    private let ingestion: DirectIngestion
    private var state = State.open
    /// Requests that were let through and are not answered yet.
    private var passed = 0
    /// What a client sent behind a request whose event is on its way: at most what was read at once, since nothing more is
    /// read meanwhile.
    private var behind = CircularBuffer<HTTPRequestPart>()
    private var heldRead = false

    init(_ ingestion: DirectIngestion) {
        self.ingestion = ingestion
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data), context)
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch (state, part) {
        case (.committing, _):
            behind.append(part)
        case (.open, .head(let head)) where passed == 0 && ingestion.takes(head):
            state = .collecting(Held(head: head, body: ByteBuffer(), started: .now))
        case (.open, .head):
            passed += 1
            context.fireChannelRead(wrapInboundOut(part))
        case (.open, _):
            context.fireChannelRead(wrapInboundOut(part))
        case (.collecting(var held), .body(var buffer)):
            // Only one owner may be left, else the bytes are copied when they are added to.
            state = .open
            if held.body.readableBytes == 0 { held.body = buffer } else { held.body.writeBuffer(&buffer) }
            if held.body.readableBytes > ingestion.bodyLimit {
                pass(held, context)
            } else {
                state = .collecting(held)
            }
        case (.collecting(let held), .end(let trailers)):
            if trailers == nil, commit(held, context) {
                state = .committing(held)
            } else {
                pass(held, context)
                context.fireChannelRead(wrapInboundOut(part))
            }
        case (.collecting(let held), .head):
            // No parser gives a second head within a request.
            pass(held, context)
            context.fireChannelRead(wrapInboundOut(part))
        }
    }

    /// Lets through what was held back, without its end.
    private func pass(_ held: Held, _ context: ChannelHandlerContext) {
        state = .open
        passed += 1
        context.fireChannelRead(wrapInboundOut(.head(held.head)))
        if held.body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(held.body))) }
    }

    private func commit(_ held: Held, _ context: ChannelHandlerContext) -> Bool {
        let loop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        return ingestion.accept(held.head, body: held.body, started: held.started) { answer in
            loop.execute {
                let (handler, context) = bound.value
                handler.finish(answer, context)
            }
        }
    }

    private func finish(_ answer: DirectAnswer, _ context: ChannelHandlerContext) {
        let made = answer.make()
        // The client may be gone meanwhile.
        guard case .committing(let held) = state else { return }
        state = .open
        if let made {
            context.write(wrapOutboundOut(.head(made.head)), promise: nil)
            context.write(wrapOutboundOut(.body(made.body)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        } else {
            pass(held, context)
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
        while !behind.isEmpty {
            if case .committing = state { break }
            take(behind.removeFirst(), context)
        }
        context.fireChannelReadComplete()
        guard heldRead else { return }
        heldRead = false
        context.read()
    }

    func read(context: ChannelHandlerContext) {
        if case .committing = state { heldRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { passed -= 1 }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        state = .open
        behind.removeAll()
        context.fireChannelInactive()
    }
}
