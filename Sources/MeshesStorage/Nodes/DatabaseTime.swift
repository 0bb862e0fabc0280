import Dispatch
public import MeshesModel
import Synchronization

/// The clock of the database, as this node knows it: what the machine's steady clock has counted since the database was asked
/// last. Nodes that go by it agree within some milliseconds, whatever the clocks of their machines show or are set to.
///
/// Until it was asked for the first time it shows the machine's clock.
public final class DatabaseTime: TimeSource {
    private struct Anchor {
        var steady: ContinuousClock.Instant
        var time: Timestamp
    }

    private let clock = ContinuousClock()
    private let anchor: Mutex<Anchor>

    public init() {
        anchor = Mutex(Anchor(steady: ContinuousClock().now, time: SystemTime().now()))
    }

    public func now() -> Timestamp {
        anchor.withLock { $0.time + (clock.now - $0.steady) }
    }

    public func sleep(until deadline: Timestamp) async throws {
        // In steps, so that a step of the database's clock is noticed within a second.
        while true {
            let left = deadline - now()
            guard left > .zero else { return }
            try await Task.sleep(for: min(left, .seconds(1)))
        }
    }

    /// Takes note of what the database's clock shows. What the way there and back may account for changes nothing, so that
    /// time does not tremble.
    func measure(_ read: () throws -> Timestamp) rethrows -> Timestamp {
        let asked = clock.now
        let shown = try read()
        let answered = clock.now
        let way = (answered - asked) / 2
        let middle = Anchor(steady: asked + way, time: shown)
        anchor.withLock { anchor in
            let error = middle.time - (anchor.time + (middle.steady - anchor.steady))
            if max(error, .zero - error) > way + .milliseconds(2) { anchor = middle }
        }
        return shown
    }
}
