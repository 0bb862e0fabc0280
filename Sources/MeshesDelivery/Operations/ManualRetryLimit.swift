import MeshesModel
import Synchronization

/// Counts "try again" calls for each delivery and minute, so that a script cannot hammer one destination.
final class ManualRetryLimit: Sendable {
    private struct Count {
        var minute: Int64
        var calls: Int
    }

    private let perMinute: Int
    private let counts = Mutex<[Delivery.ID: Count]>([:])

    /// - Parameter perMinute: 0 switches the limit off.
    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    /// - Throws: `tooManyRequests` over the limit.
    func count(_ delivery: Delivery.ID, at now: Timestamp) throws(MeshesError) {
        guard perMinute > 0 else { return }
        let minute = now.milliseconds / 60_000
        let calls = counts.withLock { counts in
            // Counts of past minutes mean nothing any more.
            if counts.count > 10_000 { counts = counts.filter { $0.value.minute == minute } }
            var count = counts[delivery] ?? Count(minute: minute, calls: 0)
            if count.minute != minute { count = Count(minute: minute, calls: 0) }
            count.calls += 1
            counts[delivery] = count
            return count.calls
        }
        guard calls <= perMinute else {
            let left = 60 - Int(now.seconds % 60)
            throw MeshesError(.tooManyRequests, "A delivery can be retried \(perMinute) times a minute.", retryAfter: left)
        }
    }
}
