import MeshesModel
import Testing

/// Random sequences of everything that can happen to deliveries: after each step the store holds what a plain model in memory
/// holds. The seed of a failing run is in its name.
@Suite struct StorePropertyTests {
    @Test(arguments: StoreEngine.allCases, 1...6 as ClosedRange<UInt64>)
    func theStoreHoldsWhatTheModelHolds(_ engine: StoreEngine, seed: UInt64) async throws {
        try await StoreFixture.run(engine) { fixture in
            var walk = try await StoreWalk(fixture, seed: seed)
            for _ in 0..<150 {
                try await walk.step()
                try await walk.compare()
            }
        }
    }
}
