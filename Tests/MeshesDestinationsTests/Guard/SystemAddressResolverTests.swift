import MeshesDestinations
import Testing

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
}
