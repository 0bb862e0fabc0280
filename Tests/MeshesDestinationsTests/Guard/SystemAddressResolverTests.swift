import Dispatch
import Synchronization
import Testing

@testable import MeshesDestinations

@Suite struct SystemAddressResolverTests {
    @Test func findsTheAddressesOfLocalhost() async throws {
        let resolver = SystemAddressResolver(threads: 1)
        let found = try await resolver.addresses(of: "localhost", within: .seconds(5))
        #expect(found.contains { [IPAddress("127.0.0.1"), IPAddress("::1")].contains($0) })
        try await resolver.shutdown()
    }

    @Test func refusesMoreLookUpsThanMayWait() async throws {
        let resolver = SystemAddressResolver(threads: 1, waitingLimit: 0)
        await #expect(throws: ResolutionFailure.unavailable) { try await resolver.addresses(of: "localhost", within: .seconds(5)) }
        try await resolver.shutdown()
    }

    @Test func aNameWithoutAnAnswerHoldsOneThread() async throws {
        let release = DispatchSemaphore(value: 0)
        let asked = Mutex(0)
        let address = try #require(IPAddress("192.0.2.1"))
        let resolver = SystemAddressResolver(threads: 2, waitingLimit: 2) { name in
            guard name == "silent.example" else { return .success([address]) }
            asked.withLock { $0 += 1 }
            release.wait()
            return .failure(.unavailable)
        }
        for _ in 0..<10 {
            await #expect(throws: ResolutionFailure.timeout) {
                try await resolver.addresses(of: "silent.example", within: .milliseconds(1))
            }
        }
        #expect(try await resolver.addresses(of: "well.example", within: .seconds(60)) == [address])
        release.signal()
        try await resolver.shutdown()
        #expect(asked.withLock { $0 } == 1)
    }
}
