import MeshesClient
import MeshesModel

/// A steady stream of events, spread over the customers by their share.
struct DemoEmitter: Sendable {
    let world: DemoWorld
    let trace: DemoTrace
    /// Events a second.
    let rate: Double

    /// Emits until the task is cancelled. A call that fails is passed over: the demo goes on.
    func run() async throws {
        var random = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            // Spread around the rate, so that it looks like life and not like a metronome.
            try await Task.sleep(for: .seconds(Double.random(in: 0.4...1.6, using: &random) / rate))
            let event = DemoEvent.random(using: &random)
            let customer = customer(Int.random(in: 0..<100, using: &random))
            let start = ContinuousClock.now
            guard let accepted = try? await customer.emitter.emit(event.message()) else { continue }
            trace.emitted(accepted.id, at: start)
        }
    }

    private func customer(_ draw: Int) -> DemoWorld.Customer {
        var left = draw
        for customer in world.customers {
            if left < customer.share { return customer }
            left -= customer.share
        }
        return world.customers[0]
    }
}
