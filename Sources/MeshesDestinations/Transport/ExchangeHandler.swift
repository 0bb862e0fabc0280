import NIOCore
import NIOHTTP1
import NIOSSL
import NIOTLS

/// The end of a connection's pipeline: one exchange at a time, and the time limits of both exchanges and silence.
///
/// One timer serves a connection for its whole life. A new exchange ends later than the timer rings, so nothing is scheduled
/// or cancelled for it; when the timer rings, it looks at what is due and is set again.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// Many servers close after 5 s of silence; to leave first spares requests that meet the closing.
    static let idleLimit = TimeAmount.seconds(4)

    private enum Phase {
        /// Until TCP, and TLS if there is one, stand.
        case connecting(EventLoopPromise<Void>)
        case idle
        case busy(Exchange, AnswerReader)
        case closed
    }

    private var phase: Phase
    private let isEncrypted: Bool
    private let firstBy: NIODeadline
    private var context: ChannelHandlerContext?
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    private var due: NIODeadline

    /// - Parameters:
    ///   - ready: told when the first exchange may begin, or why none can.
    ///   - firstBy: until when the connection waits for the exchange that it was opened for.
    init(isEncrypted: Bool, ready: EventLoopPromise<Void>, connectBy: NIODeadline, firstBy: NIODeadline) {
        self.isEncrypted = isEncrypted
        self.phase = .connecting(ready)
        self.due = connectBy
        self.firstBy = firstBy
    }

    // MARK: Exchanges

    func begin(_ exchange: Exchange) {
        guard case .idle = phase, let context else {
            return exchange.fail(exchange.deadline <= .now() ? OutboundFailure.late : ConnectionGone())
        }
        phase = .busy(exchange, AnswerReader(bodyLimit: exchange.answerLimit))
        arm(exchange.deadline)
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if exchange.body.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Ends the exchange of this number, if it is still under way.
    func cancel(_ number: UInt64) {
        if case .busy(let exchange, _) = phase, exchange.number == number { end(.cancelled) }
    }

    func close() {
        end(.cancelled)
    }

    /// Cuts short whatever is under way and closes.
    private func end(_ failure: OutboundFailure) {
        let ended = phase
        phase = .closed
        timer?.task.cancel()
        timer = nil
        context?.close(promise: nil)
        switch ended {
        case .connecting(let ready): ready.fail(failure)
        case .busy(let exchange, let reader): exchange.finish(reader.cut(by: failure))
        case .idle, .closed: break
        }
    }

    // MARK: Time

    private func arm(_ moment: NIODeadline) {
        due = moment
        if let timer {
            guard moment < timer.at else { return }
            timer.task.cancel()
        }
        guard let loop = context?.eventLoop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer = (loop.scheduleTask(deadline: moment) { bound.value.ring() }, moment)
    }

    private func ring() {
        timer = nil
        guard due <= .now() else { return arm(due) }
        switch phase {
        case .connecting: end(.connectTimeout)
        case .busy: end(.late)
        case .idle, .closed: close()
        }
    }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        arm(due)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        // A connection that never stood is explained by what connecting threw.
        if case .connecting = phase { phase = .closed }
        end(.network("connection closed without an answer"))
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        if !isEncrypted { stand() }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isEncrypted, case .handshakeCompleted? = event as? TLSUserEvent { stand() }
        context.fireUserInboundEventTriggered(event)
    }

    private func stand() {
        guard case .connecting(let ready) = phase else { return }
        rest(until: firstBy)
        ready.succeed(())
    }

    private func rest(until end: NIODeadline) {
        phase = .idle
        arm(end)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .busy(let exchange, var reader) = phase else {
            // Nobody asked: whatever this is, no exchange may take it for its answer.
            return close()
        }
        switch reader.read(unwrapInboundIn(data)) {
        case .more:
            phase = .busy(exchange, reader)
        case .done(let answer, isReusable: true):
            rest(until: .now() + Self.idleLimit)
            exchange.finish(.done(answer, isReusable: true))
        case let step:
            phase = .closed
            close()
            exchange.finish(step)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.network("connection closed without an answer"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Peers that close without a TLS goodbye have still answered as far as HTTP is concerned.
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
        end(OutboundFailure(transport: error))
    }
}
