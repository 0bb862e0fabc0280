import Logging
import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// The loops that run beside the attempts until shutdown.
    var maintenanceLoops: [@Sendable () async -> Void] {
        (store.nodes.areSeveral ? [every(settings.nodeLease / 4, "heartbeat") { try await $0.beat() }] : []) + [
            every(.milliseconds(200), "tick") { $0.tick() },
            every(settings.pollInterval, "poll") { try await $0.poll() },
            every(.milliseconds(250), "tell watchers") { $0.tellWatchers() },
            every(.seconds(10), "tell what is watched") { $0.tellWhatIsWatched() },
            every(.seconds(1), "mark") { try await $0.markProcessing() },
            every(.seconds(10), "measure") { try await $0.measure() },
            every(.seconds(60), "expire parked") { if $0.isEldest { try await $0.expireParked() } },
            every(.seconds(600), "purge") { if $0.isEldest { try await $0.purge() } },
            every(.seconds(3600), "renew idle sign-ins") { if $0.isEldest { try await $0.renewIdle() } },
        ]
    }

    private func every(
        _ interval: Duration, _ name: String, _ step: @escaping @Sendable (DeliveryEngine) async throws -> Void
    ) -> @Sendable () async -> Void {
        { [self] in
            while !Task.isCancelled {
                do {
                    try await step(self)
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("maintenance failed", metadata: ["step": "\(name)", "error": "\(error)"])
                }
                guard (try? await time.sleep(for: interval)) != nil else { return }
            }
        }
    }

    /// Whether this node does what one node has to do.
    var isEldest: Bool { membership.withLock { $0.isEldest } }

    /// Gives back deliveries that were in memory and not started.
    func giveBack(_ keys: [QueueKey]) async throws {
        for start in stride(from: 0, to: keys.count, by: 500) {
            _ = try await store.queue.release(Array(keys[start..<min(start + 500, keys.count)]), at: time.now())
        }
    }

    /// Attempts that take longer than a moment are shown as processing.
    func markProcessing() async throws {
        let flights = flights.withLock { $0.unmarked(olderThan: .seconds(1), at: time.now()) }
        for start in stride(from: 0, to: flights.count, by: 500) {
            let part = flights[start..<min(start + 500, flights.count)]
            _ = try await store.queue.markProcessing(part.map(\.mark))
            for flight in part { tell(flight.entry) }
        }
    }

    /// Deliveries that have waited too long for a switched-off connection fail.
    func expireParked() async throws {
        let now = time.now()
        var after: Connection.ID?
        repeat {
            let lanes = try await store.queue.lanes(after: after, limit: 500)
            for lane in lanes {
                guard let connection = try await connections.readable(lane.connection), !connection.active else { continue }
                while try await store.queue.expireParked(
                    lane.connection, parkedBefore: now - settings.parkingLimit, now: now, limit: 500) > 0
                { changes.tell(lane.workspace, .manyEvents) }
            }
            after = lanes.count == 500 ? lanes.last?.connection : nil
        } while after != nil
    }

    func purge() async throws {
        let counts = try await store.retention.purge(settings.retention, now: time.now()) { [time] in try await time.sleep(for: $0) }
        logger.debug("purged history", metadata: ["counts": "\(counts)"])
    }
}
