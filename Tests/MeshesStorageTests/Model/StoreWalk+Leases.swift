import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    mutating func extend() async throws {
        guard let index = anyHeld() else { return }
        let until = now + StoreFixture.lease * 2
        let key = held[index].key
        let extended = try await queue.extend([key], until: until)[0]
        let holds = model.deliveries[key.delivery]?.due == key.availableAt
        #expect(extended?.availableAt == (holds ? until : nil))
        guard let extended else { return }
        held[index].key = extended
        model.change(key.delivery) {
            $0.due = until
            $0.isLease = true
        }
    }

    mutating func release() async throws {
        guard let index = anyHeld() else { return }
        let key = held.remove(at: index).key
        let released = try await queue.release([key], at: now)[0]
        let holds = model.deliveries[key.delivery]?.due == key.availableAt
        #expect(released?.availableAt == (holds ? now : nil))
        guard holds else { return }
        let moment = now
        model.change(key.delivery) {
            $0.due = moment
            $0.isLease = false
        }
    }

    /// The process dies: what it held is given back at the next start, and nothing that it still writes counts.
    mutating func restart() async throws {
        let until = now + StoreFixture.lease * 2
        let leased = model.deliveries.values.filter { $0.isLeased(at: now) }.map(\.id)
        #expect(try await queue.releaseLeases(until: until, now: now, limit: 2) == leased.count)
        let moment = now
        for id in leased {
            model.change(id) {
                $0.due = moment
                $0.isLease = false
            }
        }
    }

    mutating func retry() async throws {
        guard let delivery = anyDelivery() else { return }
        let stored = try await fixture.store.deliveries.stored(fixture.access, delivery.event, delivery.rule)
        guard let state = try? stored.state.retriedByHand(inFlight: delivery.isLeased(at: now), now: now) else { return }
        let isLease = chance(2)
        let due = isLease ? now + StoreFixture.lease : now
        let retry = ManualRetry(
            event: delivery.event, rule: delivery.rule, from: stored.state.status, key: stored.key, to: state, availableAt: due, at: now)
        let entry = try #require(try await queue.requeue(fixture.access, retry))
        #expect(entry.key == QueueKey(connection: delivery.connection, availableAt: due, delivery: delivery.id))
        model.move(delivery.id, to: state, due: due, isLease: isLease, at: now)
        if isLease { held.append(entry) }
    }
}
