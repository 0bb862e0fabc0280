import HummingbirdCore
import Logging
import NIOCore

/// Hummingbird's HTTP/1 channel, with direct ingestion before the part that makes tasks of requests.
struct ServerChannel: ServerChildChannel {
    let base: HTTP1Channel
    let ingestion: DirectIngestion?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            guard let ingestion else { return value }
            // Behind the handler that closes idle connections, which has to see every request and every answer.
            let pipeline = channel.pipeline.syncOperations
            let state = try pipeline.handler(type: HTTPConnectionStateHandler.self)
            try pipeline.addHandler(DirectIngestionHandler(ingestion), position: .after(state))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
