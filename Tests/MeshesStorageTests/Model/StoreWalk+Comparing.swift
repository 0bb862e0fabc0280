import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    /// Reads everything back and holds it to the model.
    func compare() async throws {
        let store = fixture.store
        let page = try await store.events.list(fixture.access, nil, EventFilter(), PageRequest(limit: 200))
        #expect(page.records.map(\.id) == model.ordered.map(\.id).reversed())
        for event in page.records {
            guard let expected = model.events[event.id] else { continue }
            try await compare(event, expected)
        }
        #expect(try await queue.statistics(now: now) == model.statistics(at: now))
        let expectedLanes = lanes.compactMap { lane in
            model.queue(lane.connection.id).first.map {
                QueueLane(connection: lane.connection.id, workspace: fixture.workspace.id, earliest: $0.due)
            }
        }
        #expect(try await queue.lanes(limit: 10, node: node) == expectedLanes.sorted { $0.connection < $1.connection })
        for series in RollupSeries.allCases {
            let counts = try await fixture.counts(series).map { (Tally($0), $0.count) }
            #expect(Dictionary(uniqueKeysWithValues: counts) == model.counts(series), "\(series)")
        }
    }

    private func compare(_ event: Event, _ expected: ModelEvent) async throws {
        let deliveries = expected.deliveries.compactMap { model.deliveries[$0] }
        func count(_ status: DeliveryStatus) -> Int { deliveries.count { $0.state.status == status } }
        let progress = event.progress
        #expect(progress.status == model.status(of: expected) && progress.total == deliveries.count)
        #expect(progress.pending == count(.pending) && progress.processing == count(.processing))
        #expect(progress.retrying == count(.retrying) && progress.completed == count(.completed))
        #expect(progress.failed == count(.failed) && progress.canceled == count(.canceled))
        #expect((progress.completedAt != nil) == deliveries.allSatisfy { $0.state.status.isTerminal })
        #expect((try await fixture.store.events.payload(fixture.access, event.id) != nil) == expected.hasPayload)
        let filtered = try await fixture.store.events.list(
            fixture.access, fixture.workspace.id, EventFilter(status: model.status(of: expected)), PageRequest(limit: 200))
        #expect(filtered.records.contains(event))
        for delivery in deliveries {
            let stored = try await fixture.store.deliveries.stored(fixture.access, event.id, delivery.rule)
            #expect(stored.state == delivery.state)
            #expect(stored.key?.availableAt == delivery.due && stored.parkedAt == delivery.parkedAt)
            let attempts = try await fixture.store.attempts.list(fixture.access, event.id, delivery.rule, PageRequest(limit: 200))
            #expect(attempts.records.map(\.outcome) == delivery.outcomes.reversed())
            #expect(attempts.records.map(\.number) == Array((1...max(delivery.outcomes.count, 1)).reversed().suffix(delivery.outcomes.count)))
        }
    }
}
