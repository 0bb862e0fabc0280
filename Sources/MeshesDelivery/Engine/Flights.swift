import MeshesModel
import MeshesStorage

/// The attempts that are under way on this node.
struct Flights {
    struct Flight {
        var entry: QueueEntry
        var startedAt: Timestamp
        /// The store was told that the attempt is running.
        var isMarked = false

        var mark: ProcessingMark {
            ProcessingMark(
                key: entry.key, event: entry.event, rule: entry.rule, from: entry.status, startedAt: startedAt,
                attemptCount: entry.attemptCount + 1)
        }
    }

    private var flights: [Delivery.ID: Flight] = [:]

    var isEmpty: Bool { flights.isEmpty }
    var deliveries: Set<Delivery.ID> { Set(flights.keys) }

    func deliveries(of connection: Connection.ID) -> Set<Delivery.ID> {
        Set(flights.values.lazy.filter { $0.entry.key.connection == connection }.map(\.entry.key.delivery))
    }

    func contains(_ delivery: Delivery.ID) -> Bool { flights[delivery] != nil }

    mutating func begin(_ entry: QueueEntry, at now: Timestamp) {
        flights[entry.key.delivery] = Flight(entry: entry, startedAt: now)
    }

    mutating func end(_ delivery: Delivery.ID) {
        flights[delivery] = nil
    }

    /// Attempts that have run for `age` and are not marked yet; marks them.
    mutating func unmarked(olderThan age: Duration, at now: Timestamp) -> [Flight] {
        let found = flights.filter { !$0.value.isMarked && now - $0.value.startedAt >= age }
        for id in found.keys { flights[id]?.isMarked = true }
        return Array(found.values)
    }
}
