import Foundation
import NIOCore
import NIOPosix

/// Asks the system (`getaddrinfo`), which blocks: on a few threads of its own, one for a name at a time, with a limit on how many
/// names wait. A name whose servers do not answer, which may hold its thread for ten seconds and more, leaves the others theirs.
public struct SystemAddressResolver: AddressResolver {
    private typealias Found = Result<[IPAddress], ResolutionFailure>

    private let pool: NIOThreadPool
    private let loops: any EventLoopGroup
    private let lookUps: LookUps
    private let ask: @Sendable (String) -> Result<[IPAddress], ResolutionFailure>

    /// - Parameters:
    ///   - threads: names that are looked up at once.
    ///   - waitingLimit: names that are looked up or wait for it; further ones fail at once.
    public init(threads: Int = 32, waitingLimit: Int = 512) {
        self.init(threads: threads, waitingLimit: waitingLimit, lookUp: Self.lookUp)
    }

    /// - Parameter lookUp: asks for the addresses of a name, and may block.
    init(
        threads: Int, waitingLimit: Int, lookUp: @escaping @Sendable (String) -> Result<[IPAddress], ResolutionFailure>
    ) {
        self.pool = NIOThreadPool(numberOfThreads: threads)
        self.loops = MultiThreadedEventLoopGroup.singleton
        self.lookUps = LookUps(limit: waitingLimit)
        self.ask = lookUp
        pool.start()
    }

    public func addresses(of name: String, within limit: Duration) async throws(ResolutionFailure) -> [IPAddress] {
        let answer = Answer()
        guard let isFirst = lookUps.join(name, answer) else { throw .unavailable }
        let timer = loops.any().scheduleTask(in: .nanoseconds(limit.wholeNanoseconds)) { answer.give(.failure(.timeout)) }
        if isFirst {
            let (lookUps, ask) = (self.lookUps, self.ask)
            pool.submit { state in
                let found: Found = state == .active ? ask(name) : .failure(.unavailable)
                for answer in lookUps.end(name) { answer.give(found) }
            }
        }
        let result = await answer.value
        timer.cancel()
        lookUps.leave(name, answer)
        return try result.get()
    }

    public func shutdown() async throws {
        try await pool.shutdownGracefully()
    }

    @Sendable private static func lookUp(_ name: String) -> Result<[IPAddress], ResolutionFailure> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, &hints, &first)
        defer { first.map(freeaddrinfo) }
        guard status == 0 else { return .failure(status == EAI_NONAME ? .nameNotFound : .unavailable) }
        var found: [IPAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let address = IPAddress(entry), !found.contains(address) { found.append(address) }
            next = entry.ai_next
        }
        return found.isEmpty ? .failure(.nameNotFound) : .success(found)
    }
}

extension IPAddress {
    fileprivate init?(_ entry: addrinfo) {
        guard let address = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { .v4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr)) }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { IPAddress(sixteen: $0) }
            }
        default:
            return nil
        }
    }
}

extension Duration {
    var wholeNanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
