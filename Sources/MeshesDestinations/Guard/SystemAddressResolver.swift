import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Asks the system (`getaddrinfo`), which blocks: on a few threads of its own, with a limit on how many calls wait.
public struct SystemAddressResolver: AddressResolver {
    private final class Load: Sendable {
        let waiting = Atomic<Int>(0)
    }

    private let pool: NIOThreadPool
    private let loops: any EventLoopGroup
    private let load = Load()
    private let limit: Int

    /// - Parameters:
    ///   - threads: look-ups that run at once.
    ///   - waitingLimit: look-ups that run or wait; further ones fail at once.
    public init(threads: Int = 8, waitingLimit: Int = 512) {
        self.pool = NIOThreadPool(numberOfThreads: threads)
        self.loops = MultiThreadedEventLoopGroup.singleton
        self.limit = waitingLimit
        pool.start()
    }

    public func addresses(of name: String, within limit: Duration) async throws(ResolutionFailure) -> [IPAddress] {
        guard load.waiting.add(1, ordering: .relaxed).newValue <= self.limit else {
            load.waiting.subtract(1, ordering: .relaxed)
            throw .unavailable
        }
        let answer = Answer()
        let timer = loops.any().scheduleTask(in: .nanoseconds(limit.wholeNanoseconds)) { answer.give(.failure(.timeout)) }
        let load = self.load
        pool.submit { state in
            answer.give(state == .active ? Self.lookUp(name) : .failure(.unavailable))
            load.waiting.subtract(1, ordering: .relaxed)
        }
        let result = await answer.value
        timer.cancel()
        return try result.get()
    }

    public func shutdown() async throws {
        try await pool.shutdownGracefully()
    }

    private static func lookUp(_ name: String) -> Result<[IPAddress], ResolutionFailure> {
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

/// One result, from whichever of look-up and timer comes first.
private final class Answer: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<[IPAddress], ResolutionFailure>, Never>)
        case given(Result<[IPAddress], ResolutionFailure>)
    }
    private let state = Mutex(State.open)

    func give(_ result: Result<[IPAddress], ResolutionFailure>) {
        let waiter = state.withLock { state -> CheckedContinuation<Result<[IPAddress], ResolutionFailure>, Never>? in
            switch state {
            case .open:
                state = .given(result)
                return nil
            case .awaited(let waiter):
                state = .given(result)
                return waiter
            case .given:
                return nil
            }
        }
        waiter?.resume(returning: result)
    }

    var value: Result<[IPAddress], ResolutionFailure> {
        get async {
            await withCheckedContinuation { waiter in
                let early = state.withLock { state -> Result<[IPAddress], ResolutionFailure>? in
                    if case .given(let result) = state { return result }
                    state = .awaited(waiter)
                    return nil
                }
                if let early { waiter.resume(returning: early) }
            }
        }
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
