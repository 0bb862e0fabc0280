import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    mutating func release() async throws {
        guard let index = anyHeld() else { return }
        let key = held.remove(at: index).key
        let released = try await queue.release([key], at: now)
        let holds = model.deliveries[key.delivery]?.due == key.availableAt
        #expect(released == (holds ? 1 : 0))
        guard holds else { return }
        let moment = now
        model.change(key.delivery) {
            $0.due = moment
            $0.isHeld = false
        }
    }

    /// The process dies: what it held is given back, and nothing that it still writes counts.
    mutating func restart() async throws {
        fixture.time.advance(by: .milliseconds(7))
        let nodes = fixture.store.nodes
        try await nodes.end(node)
        let lost = model.deliveries.values.filter(\.isHeld).map(\.id)
        #expect(try await nodes.giveBack(of: node) == lost.count)
        node = try await nodes.join(.test, lease: StoreFixture.nodeLease).number
        let moment = now
        for id in lost {
            model.change(id) {
                $0.due = moment
                $0.isHeld = false
            }
        }
    }

    mutating func retry() async throws {
        guard let delivery = anyDelivery() else { return }
        let stored = try await fixture.store.deliveries.stored(fixture.access, delivery.event, delivery.rule)
        guard let state = try? stored.state.retriedByHand(inFlight: delivery.isHeld, now: now) else { return }
        let retry = ManualRetry(
            event: delivery.event, rule: delivery.rule, from: stored.state.status, key: stored.key, to: state, availableAt: now, at: now)
        let entry = try #require(try await queue.requeue(fixture.access, retry))
        #expect(entry.key == QueueKey(connection: delivery.connection, availableAt: now, delivery: delivery.id))
        model.move(delivery.id, to: state, due: now, at: now)
    }
}
