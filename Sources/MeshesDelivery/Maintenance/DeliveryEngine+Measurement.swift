import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    func measure() async throws {
        let snapshot = snapshot()
        metrics.inFlight.record(snapshot.inFlight)
        metrics.lanes.record(snapshot.lanes)
        metrics.waitingInMemory.record(snapshot.waitingInMemory)
        metrics.openCircuits.record(snapshot.openCircuits)
        try await countQueue()
        showQueue()
    }

    private func countQueue() async throws {
        let began = time.now()
        guard isEldest, queue.withLock({ $0.isDue(at: began) }) else { return }
        let statistics = try await store.queue.statistics(now: began)
        queue.withLock { $0.counted(statistics, began: began, ended: time.now()) }
        say(.queue(statistics))
    }

    /// Shows what was counted last, here or elsewhere.
    func showQueue() {
        guard let statistics = queue.withLock({ $0.last }) else { return }
        metrics.queueDepth.record(statistics.waiting)
        metrics.queueParked.record(statistics.parked)
        metrics.queueOldestSeconds.record(statistics.oldest.map { (time.now() - $0).inSeconds } ?? 0)
    }
}
