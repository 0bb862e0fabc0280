import Logging
import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Claims waiting deliveries of a lane from the store.
    func fill(_ refill: LaneScheduler.Refill) async {
        guard let node = holder else { return scheduler.withLock { $0.claimFailed(refill) } }
        let now = time.now()
        let known = flights.withLock { $0.deliveries(of: refill.connection) }
            .union(scheduler.withLock { $0.waiting(refill.connection) })
        do {
            let claim = try await store.queue.claim(
                refill.connection, for: node, now: now, until: now + settings.lease, except: known, limit: refill.limit)
            scheduler.withLock { $0.claimed(refill, claim.entries.map(Self.again), nextDue: claim.nextDue) }
            startWaiting()
        } catch {
            scheduler.withLock { $0.claimFailed(refill) }
            logger.error("claiming deliveries failed", metadata: [
                "connection": "\(refill.connection)", "error": "\(error)",
            ])
        }
    }

    /// A delivery that was being attempted when its node ended: that attempt left no record and does not count.
    private static func again(_ entry: QueueEntry) -> QueueEntry {
        guard entry.status == .processing else { return entry }
        var entry = entry
        entry.attemptCount = max(entry.attemptCount - 1, 0)
        return entry
    }

    /// Asks the store which lanes have something, and when: the truth behind what this node knows from its own doings.
    func poll() async throws {
        guard settings.dispatches else { return }
        var after: Connection.ID?
        repeat {
            let lanes = try await store.queue.lanes(after: after, limit: 500, node: node)
            let now = time.now()
            for lane in lanes where lane.earliest < .never {
                // The type does not matter here: a lane that exists keeps its cap, a new one learns it from its connection.
                let cap = try await connections.readable(lane.connection).map { concurrency(of: $0.type) } ?? 1
                scheduler.withLock { scheduler in
                    if lane.earliest <= now {
                        scheduler.noteBacklog(lane.connection, lane.workspace, concurrency: cap)
                    } else {
                        scheduler.noteDue(lane.earliest, lane.connection, lane.workspace, concurrency: cap)
                    }
                }
            }
            after = lanes.count == 500 ? lanes.last?.connection : nil
        } while after != nil
        tick()
    }

    /// Wakes lanes whose time has come and claims for those that run low.
    func tick() {
        guard !isStopping, settings.dispatches else { return }
        let now = time.now()
        let refills = scheduler.withLock { scheduler in
            scheduler.tick(at: now).compactMap { scheduler.refill($0, at: now) }
        }
        for refill in refills { enqueue(.refill(refill)) }
        startWaiting()
    }
}
