import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    mutating func cancel() async throws {
        guard let delivery = anyDelivery() else { return }
        let inFlight: Set<Delivery.ID> = chance(2) ? [delivery.id] : []
        let refused = try await refusal { [fixture, now, node] in
            _ = try await fixture.store.queue.cancel(fixture.access, delivery.event, delivery.rule, now: now, inFlight: inFlight, node: node)
        }
        #expect(refused == ([.completed, .failed].contains(delivery.state.status) ? .conflict : nil))
        if refused == nil { cancelInModel(delivery, inFlight: inFlight) }
    }

    mutating func cancelEvent() async throws {
        guard let event = model.ordered.randomElement(using: &random) else { return }
        let deliveries = event.deliveries.compactMap { model.deliveries[$0] }
        let unfinished = deliveries.filter { !$0.state.status.isTerminal }
        let inFlight = Set(deliveries.prefix(1).map(\.id))
        let refused = try await refusal { [fixture, now, node] in
            _ = try await fixture.store.queue.cancelAll(fixture.access, event.id, now: now, inFlight: inFlight, node: node)
        }
        #expect(refused == (unfinished.isEmpty && model.status(of: event) != .canceled ? .conflict : nil))
        for delivery in unfinished { cancelInModel(delivery, inFlight: inFlight) }
    }

    private mutating func cancelInModel(_ delivery: ModelDelivery, inFlight: Set<Delivery.ID>) {
        guard !delivery.state.status.isTerminal else { return }
        if inFlight.contains(delivery.id) || delivery.state.status == .processing {
            model.change(delivery.id) { $0.state.cancelRequested = true }
        } else {
            end(delivery, .canceled, error: delivery.state.lastError)
        }
    }

    mutating func cancelRule() async throws {
        guard chance(3) else { return }
        let lane = lanes[anyLane()]
        try await sweep(lane, where: { $0.rule == lane.rule.id }) { [node] queue, now, inFlight in
            try await queue.cancel(
                ofRule: lane.rule.id, workspace: lane.rule.workspace, reason: "gone", now: now, inFlight: inFlight, node: node, limit: 2)
        }
    }

    mutating func cancelConnection() async throws {
        guard chance(3) else { return }
        let lane = lanes[anyLane()]
        try await sweep(lane, where: { $0.connection == lane.connection.id }) { [node] queue, now, inFlight in
            try await queue.cancel(ofConnection: lane.connection.id, reason: "gone", now: now, inFlight: inFlight, node: node, limit: 2)
        }
    }

    private mutating func sweep(
        _ lane: Lane, where belongs: (ModelDelivery) -> Bool,
        _ cancel: (QueueRepository, Timestamp, Set<Delivery.ID>) async throws -> Int
    ) async throws {
        let inFlight = Set(held.filter { $0.key.connection == lane.connection.id }.prefix(1).map(\.key.delivery))
        let present = model.queue(lane.connection.id).map(\.delivery).filter { belongs($0) && !$0.state.cancelRequested }
        var total = 0
        var done: Int
        repeat {
            done = try await cancel(queue, now, inFlight)
            total += done
        } while done > 0
        #expect(total == present.count)
        for delivery in present {
            if inFlight.contains(delivery.id) || (delivery.state.status == .processing && delivery.isHeld) {
                model.change(delivery.id) { $0.state.cancelRequested = true }
            } else {
                end(delivery, .canceled, error: "gone")
            }
        }
    }

    mutating func purge() async throws {
        var settings = RetentionSettings()
        settings.events = .seconds(3600)
        settings.failedEvents = .seconds(2 * 3600)
        settings.payloads = .seconds(90 * 60)
        let counts = try await fixture.store.retention.purge(settings, now: now, batch: 2)
        let old = model.ordered.filter { event in
            switch model.status(of: event) {
            case .completed, .canceled: event.createdAt < now - settings.events
            case .failed: event.createdAt < now - settings.failedEvents
            case .pending, .processing, .retrying: false
            }
        }
        #expect(counts.events == old.count)
        for event in old { model.remove(event) }
        #expect(counts.payloads == model.removePayloads(before: now - settings.payloads))
    }

    mutating func end(_ delivery: ModelDelivery, _ status: DeliveryStatus, error: String?) {
        model.move(delivery.id, to: delivery.state.ended(status, at: now, error: error), due: nil, at: now)
    }
}
