import AsyncHTTPClient
import Foundation
import MeshesModel
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An AsyncHTTPClient whose connections go to one checked address.
final class PinnedClient: Sendable {
    private struct Usage {
        var running = 0
        var lastUsed: Timestamp
        var isRetired = false
        /// Requests without headers and body, so that a URL is taken apart once and not at every attempt.
        var prototypes: [String: HTTPClient.Request] = [:]
    }

    /// Requests to one host that run at once; the engine allows fewer.
    private static let connectionLimit = 64
    private static let prototypeLimit = 64

    let key: ClientKey
    let createdAt: Timestamp
    private let tls: TLSConfiguration
    private let http: HTTPClient
    private let usage: Mutex<Usage>

    init(key: ClientKey, tls: TLSConfiguration, createdAt: Timestamp) {
        self.key = key
        self.createdAt = createdAt
        self.tls = tls
        self.usage = Mutex(Usage(lastUsed: createdAt))
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .nanoseconds(key.connect.wholeNanoseconds)),
            // Many servers close after 5 s of silence; to leave first spares requests that meet the closing.
            connectionPool: .init(idleTimeout: .seconds(4)),
            decompression: .disabled
        )
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionLimit
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.tracing.tracer = nil
        if case .some = IPAddress(key.host.trimmingCharacters(in: ["[", "]"])) {} else {
            configuration.dnsOverride = [key.host: key.address.description]
        }
        self.http = HTTPClient(eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
    }

    /// One exchange. What has been read when the time runs out in the middle of a body counts as the answer.
    func execute(_ request: OutboundRequest, deadline: NIODeadline) async throws(OutboundFailure) -> OutboundAnswer {
        guard var outgoing = prototype(for: request) else { throw .network("the URL cannot be sent") }
        outgoing.headers = HTTPHeaders(request.headers)
        outgoing.body = request.body.readableBytes == 0 ? nil : .byteBuffer(request.body)
        let collector = AnswerCollector(bodyLimit: request.answerLimit)
        let task = http.execute(request: outgoing, delegate: collector, eventLoop: .indifferent, deadline: deadline)
        do {
            return try await withTaskCancellationHandler { try await task.get() } onCancel: { task.cancel() }
        } catch {
            if let partial = collector.partialAnswer(after: error) { return partial }
            let failure = OutboundFailure(transport: error)
            guard failure == .untrustedCertificate else { throw failure }
            throw .network(await CertificateProbe.reason(key, tls: tls))
        }
    }

    private func prototype(for request: OutboundRequest) -> HTTPClient.Request? {
        let name = request.method.rawValue + request.url.text
        if let known = usage.withLock({ $0.prototypes[name] }) { return known }
        guard let url = URL(string: request.url.text),
            let made = try? HTTPClient.Request(url: url, method: HTTPMethod(rawValue: request.method.rawValue))
        else { return nil }
        usage.withLock { usage in
            if usage.prototypes.count >= Self.prototypeLimit { usage.prototypes.removeAll(keepingCapacity: true) }
            usage.prototypes[name] = made
        }
        return made
    }
}

extension PinnedClient {
    var lastUsed: Timestamp { usage.withLock { $0.lastUsed } }

    func isIdle(since moment: Timestamp) -> Bool {
        usage.withLock { $0.running == 0 && $0.lastUsed <= moment }
    }

    /// False once the client is retired.
    func borrow(at now: Timestamp) -> Bool {
        usage.withLock { usage in
            guard !usage.isRetired else { return false }
            usage.running += 1
            usage.lastUsed = now
            return true
        }
    }

    func giveBack() {
        let isDone = usage.withLock { usage in
            usage.running -= 1
            return usage.isRetired && usage.running == 0
        }
        if isDone { http.shutdown { _ in } }
    }

    /// Takes no new exchange; connections close when the last one has ended.
    func retire() {
        let isDone = usage.withLock { usage in
            defer { usage.isRetired = true }
            return !usage.isRetired && usage.running == 0
        }
        if isDone { http.shutdown { _ in } }
    }

    /// Ends at once, with whatever runs.
    func close() async {
        usage.withLock { $0.isRetired = true }
        try? await http.shutdown()
    }
}
