import MeshesModel
import NIOCore
import NIOSSL
import Synchronization

/// The connections to one checked address of one host. How many are open is up to the engine, which bounds the attempts in
/// flight; how many stay open is bounded here.
final class PinnedClient: Sendable {
    private struct Usage {
        var idle: [HTTPConnection] = []
        var running = 0
        var lastUsed: Timestamp
        var isRetired = false
    }

    private static let idleLimit = 64
    private static let numbers = Atomic<UInt64>(0)

    let key: ClientKey
    let createdAt: Timestamp
    private let trust: TrustedRoots
    private let usage: Mutex<Usage>

    init(key: ClientKey, trust: TrustedRoots, createdAt: Timestamp) {
        self.key = key
        self.trust = trust
        self.createdAt = createdAt
        self.usage = Mutex(Usage(lastUsed: createdAt))
    }

    /// One exchange. What has been read when the time runs out in the middle of a body counts as the answer.
    func execute(_ request: OutboundRequest, deadline: NIODeadline) async throws(OutboundFailure) -> OutboundAnswer {
        let number = Self.numbers.add(1, ordering: .relaxed).newValue
        do {
            while let connection = idleConnection() {
                do {
                    return try await exchange(request, number, on: connection, deadline)
                } catch is ConnectionGone {
                    // It closed before a byte of this request was sent: another one may take it.
                }
            }
            return try await exchange(request, number, on: try await open(by: deadline), deadline)
        } catch {
            let failure = error as? OutboundFailure ?? OutboundFailure(transport: error)
            guard failure == .untrustedCertificate else { throw failure }
            throw .network(await CertificateProbe.reason(key, tls: trust.configuration))
        }
    }

    private func exchange(
        _ request: OutboundRequest, _ number: UInt64, on connection: HTTPConnection, _ deadline: NIODeadline
    ) async throws -> OutboundAnswer {
        let (answer, isReusable) = try await connection.exchange(request, number: number, deadline: deadline)
        if isReusable { keep(connection) }
        return answer
    }

    /// The one that was used last, since the others may then grow old enough to close.
    private func idleConnection() -> HTTPConnection? {
        usage.withLock { usage in
            while let connection = usage.idle.popLast() {
                if connection.isOpen { return connection }
            }
            return nil
        }
    }

    private func open(by deadline: NIODeadline) async throws -> HTTPConnection {
        try await HTTPConnection.open(key, tls: key.scheme == .https ? try trust.context() : nil, by: deadline)
    }

    private func keep(_ connection: HTTPConnection) {
        let isKept = usage.withLock { usage in
            guard !usage.isRetired, usage.idle.count < Self.idleLimit else { return false }
            usage.idle.append(connection)
            return true
        }
        if !isKept { connection.close() }
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
        usage.withLock { $0.running -= 1 }
    }

    /// Takes no new exchange: idle connections close now, the others when their exchange has ended.
    func retire() {
        let idle = usage.withLock { usage in
            usage.isRetired = true
            defer { usage.idle = [] }
            return usage.idle
        }
        for connection in idle { connection.close() }
    }
}
