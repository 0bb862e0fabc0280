import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A receiver of webhooks on 127.0.0.1 that keeps every request and answers by path (integrations/webhook.md 7; besides,
/// `/echo` answers with everything it received and `/big-headers` with 40 KB of headers).
public final class WebhookReceiver: Sendable {
    private let channel: any Channel
    private let journal: ReceiverJournal
    public let port: Int
    private let scheme: String

    private init(channel: any Channel, journal: ReceiverJournal, port: Int, scheme: String) {
        self.channel = channel
        self.journal = journal
        self.port = port
        self.scheme = scheme
    }

    /// Listens on a free port.
    ///
    /// - Parameter certificate: speaks TLS with it; nil speaks plain HTTP.
    public static func start(certificate: TestCertificate? = nil) async throws -> WebhookReceiver {
        try await start(certificate: certificate, script: { ReceiverScript.reply(to: $0, occurrence: $1) })
    }

    /// Listens on a free port and answers as `script` says: a stand-in for a provider.
    ///
    /// - Parameter limit: how many requests are kept at most.
    public static func start(
        certificate: TestCertificate? = nil, keeping limit: Int = .max,
        script: @escaping @Sendable (ReceivedRequest, _ occurrence: Int) -> ReceiverReply
    ) async throws -> WebhookReceiver {
        let journal = ReceiverJournal(limit: limit)
        let tls = try certificate.map { certificate in
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chainFile).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.keyFile, format: .pem))
            )
            return try NIOSSLContext(configuration: configuration)
        }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(ReceiverHandler(journal: journal, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return WebhookReceiver(
            channel: channel, journal: journal, port: channel.localAddress?.port ?? 0, scheme: tls == nil ? "http" : "https"
        )
    }

    /// Everything received so far, in order of arrival.
    public var requests: [ReceivedRequest] { journal.requests }

    /// Returns once that many requests have come.
    public func waitForRequests(_ count: Int) async { await journal.wait(for: count) }

    /// The URL of a path, by address.
    public func url(_ path: String) -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }

    /// Stops listening.
    public func stop() async {
        try? await channel.close()
    }
}
