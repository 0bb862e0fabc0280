import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Finds out why a certificate was not trusted, since TLS itself does not say. Asks the same checked address for its chain,
/// refuses it, and sends nothing.
enum CertificateProbe {
    static let limit: TimeAmount = .seconds(2)

    /// A reason for the history of attempts.
    static func reason(_ key: ClientKey, tls: TLSConfiguration) async -> String {
        guard let chain = await chain(key, tls), !chain.isEmpty else { return "TLS: certificate is not trusted" }
        let now = time(nil)
        let isExpired = chain.contains { $0.notValidAfter < now }
        return isExpired ? "TLS: certificate expired" : "TLS: certificate of an unknown issuer"
    }

    private static func chain(_ key: ClientKey, _ tls: TLSConfiguration) async -> [NIOSSLCertificate]? {
        let seen = SeenChain()
        do {
            let context = try NIOSSLContext(configuration: tls)
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(limit)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = try NIOSSLClientHandler(
                            context: context, serverHostname: key.serverName,
                            customVerificationCallback: { chain, promise in
                                seen.keep(chain)
                                promise.succeed(NIOSSLVerificationResult.failed)
                            }
                        )
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(to: try SocketAddress(ipAddress: key.address.description, port: key.port)).get()
            // The refusal ends the handshake, and the handler closes; the timer is for a peer that says nothing.
            let timer = channel.eventLoop.scheduleTask(in: limit) { _ = channel.close() }
            try? await channel.closeFuture.get()
            timer.cancel()
        } catch {
            return nil
        }
        return seen.chain
    }
}

private final class SeenChain: Sendable {
    private let state = Mutex<[NIOSSLCertificate]>([])

    var chain: [NIOSSLCertificate] { state.withLock { $0 } }

    func keep(_ chain: [NIOSSLCertificate]) { state.withLock { $0 = chain } }
}
