public import Hummingbird
public import Logging
import NIOCore

/// What Hummingbird hands along with a request.
public struct ServerContext: InitializableFromSource, Sendable {
    public let logger: Logger
    /// The peer's IP address as text; nil where there is none (Unix sockets, tests).
    public let peer: String?

    public init(source: ApplicationRequestContextSource) {
        self.init(logger: source.logger, peer: source.channel.remoteAddress?.ipAddress)
    }

    public init(logger: Logger, peer: String?) {
        self.logger = logger
        self.peer = peer
    }
}
