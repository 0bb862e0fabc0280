import MeshesClient
import MeshesModel
import Synchronization

/// Measures the way of an event from the moment its emitter starts the call to the moment a receiver has the request.
/// First attempts only: a retry measures the receiver's downtime.
final class DemoTrace: Sendable {
    private struct State {
        var started: [EventID: ContinuousClock.Instant] = [:]
        /// Arrivals that came before the emitter had the answer with the id.
        var early: [EventID: [ContinuousClock.Instant]] = [:]
        var samples: [Duration] = []
        var next = 0
        var emitted = 0
    }

    private static let kept = 1000
    private let state = Mutex(State())

    func emitted(_ id: EventID, at start: ContinuousClock.Instant) {
        state.withLock { state in
            state.emitted += 1
            if state.started.count >= Self.kept { state.started.removeAll(keepingCapacity: true) }
            state.started[id] = start
            for arrival in state.early.removeValue(forKey: id) ?? [] { Self.add(arrival - start, to: &state) }
        }
    }

    func arrived(_ id: EventID, at arrival: ContinuousClock.Instant) {
        state.withLock { state in
            if let start = state.started[id] { return Self.add(arrival - start, to: &state) }
            if state.early.count >= Self.kept { state.early.removeAll() }
            state.early[id, default: []].append(arrival)
        }
    }

    var emittedCount: Int { state.withLock { $0.emitted } }

    /// The median and the 95th percentile of the newest thousand; nil before the first arrival.
    var percentiles: (p50: Duration, p95: Duration)? {
        let sorted = state.withLock { $0.samples }.sorted()
        guard !sorted.isEmpty else { return nil }
        return (sorted[(sorted.count - 1) / 2], sorted[(sorted.count - 1) * 95 / 100])
    }

    private static func add(_ sample: Duration, to state: inout State) {
        if state.samples.count < kept { state.samples.append(sample) } else { state.samples[state.next % kept] = sample }
        state.next += 1
    }
}
