public import MeshesModel
import NIOCore

/// Sends to hosts that users name: one look-up an attempt, every address checked, and the socket goes to a checked one.
/// It follows no redirect, repeats nothing, and does not decompress.
public final class GuardedHTTPClient: HTTPSender {
    /// Time for look-up, connection and TLS together is 5 s.
    enum Limits {
        static let connect: Duration = .seconds(5)
        /// The part of it that a look-up may take.
        static let lookUp: Duration = .seconds(2)
    }

    private let policy: GuardPolicy
    private let resolver: any AddressResolver
    private let clients: ClientCache

    /// - Parameters:
    ///   - resolver: shut down together with the client.
    ///   - clientLimit: (host, address) pairs that are kept open at once.
    /// - Throws: when the file of extra root certificates cannot be read.
    public init(
        policy: GuardPolicy, resolver: any AddressResolver, time: any TimeSource, clientLimit: Int = 512
    ) throws(GuardSettingError) {
        self.policy = policy
        self.resolver = resolver
        self.clients = ClientCache(trust: try TrustedRoots(caFile: policy.caFile), time: time, limit: clientLimit)
    }

    public func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let deadline = NIODeadline.now() + .nanoseconds(request.timeout.wholeNanoseconds)
        switch request.url.host {
        case .address(let address):
            guard let admission = try? policy.admit(request.url), policy.permits(address, admission) else { throw .forbidden }
            return try await exchange(request, at: address, connect: Limits.connect, deadline: deadline)
        case .name(let name):
            let addresses = try await vetted(name, of: request)
            let connect = (Limits.connect - Limits.lookUp) / addresses.count
            for address in addresses.dropLast() {
                do throws(OutboundFailure) {
                    return try await exchange(request, at: address, connect: connect, deadline: deadline)
                } catch {
                    // Only what failed before a byte was sent may go to the next address.
                    guard error == .connectionFailed || error == .connectTimeout else { throw error }
                }
            }
            return try await exchange(request, at: addresses[addresses.count - 1], connect: connect, deadline: deadline)
        }
    }

    public func shutdown() async throws {
        clients.shutdown()
        try await resolver.shutdown()
    }

    /// The one look-up of this attempt. A single forbidden address refuses all: mixed answers are the mark of rebinding.
    private func vetted(_ name: String, of request: OutboundRequest) async throws(OutboundFailure) -> [IPAddress] {
        guard let admission = try? policy.admit(request.url) else { throw .forbidden }
        let found: [IPAddress]
        do throws(ResolutionFailure) {
            found = try await resolver.addresses(of: name, within: min(Limits.lookUp, request.timeout))
        } catch {
            throw OutboundFailure(error)
        }
        guard !found.isEmpty else { throw OutboundFailure(.nameNotFound) }
        guard found.allSatisfy({ policy.permits($0, admission) }) else { throw .forbidden }
        return Self.candidates(found)
    }

    /// The preferred address and, if there is one, the first of the other family: a host without working IPv6 still gets through.
    private static func candidates(_ found: [IPAddress]) -> [IPAddress] {
        let others = found.dropFirst()
        guard let second = others.first(where: { $0.isVersion4 != found[0].isVersion4 }) ?? others.first else { return found }
        return [found[0], second]
    }

    private func exchange(
        _ request: OutboundRequest, at address: IPAddress, connect: Duration, deadline: NIODeadline
    ) async throws(OutboundFailure) -> OutboundAnswer {
        let key = ClientKey(url: request.url, address: address, connect: connect)
        guard let client = clients.borrow(key) else { throw .cancelled }
        defer { clients.giveBack(client) }
        let answer = try await client.execute(request, deadline: deadline)
        // The receiver says that this connection is the wrong one for the host: the next attempt opens another.
        if answer.status == 421 { clients.retire(client) }
        return answer
    }
}
