import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    mutating func accept() async throws {
        guard model.events.count < 12 else { return }
        let chosen = lanes.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))
        var acceptance = try await fixture.acceptance(for: chosen.map(\.rule))
        var made: [ModelDelivery] = []
        for (index, lane) in chosen.enumerated() {
            let isHeld = !lane.isOff && chance(2)
            let due: Timestamp = lane.isOff ? .never : isHeld ? now + StoreFixture.lease : now
            acceptance.deliveries[index].availableAt = due
            acceptance.deliveries[index].holder = isHeld ? node : nil
            acceptance.deliveries[index].parkedReason = lane.isOff ? "off" : nil
            acceptance.event.progress.retrying += lane.isOff ? 1 : 0
            made.append(
                ModelDelivery(
                    id: acceptance.deliveries[index].id, event: acceptance.event.id, rule: lane.rule.id,
                    connection: lane.connection.id, createdAt: now,
                    state: DeliveryState(
                        status: lane.isOff ? .retrying : .pending, seriesStartedAt: now, lastError: lane.isOff ? "off" : nil),
                    due: due, isHeld: isHeld, parkedAt: lane.isOff ? now : nil))
        }
        try await fixture.accept(acceptance)
        model.add(ModelEvent(id: acceptance.event.id, createdAt: now, deliveries: made.map(\.id)), made)
    }

    mutating func claim() async throws {
        let connection = lanes[anyLane()].connection.id
        let limit = Int.random(in: 1...3, using: &random)
        let queued = model.queue(connection)
        let until = now + StoreFixture.lease
        let claim = try await queue.claim(connection, for: node, now: now, until: until, limit: limit)
        let expected = queued.filter { $0.due <= now }.prefix(limit).map(\.delivery.id)
        #expect(claim.entries.map(\.key.delivery) == expected)
        #expect(claim.nextDue == queued.first { $0.due > now && $0.due < .never && !$0.delivery.isHeld }?.due)
        for var entry in claim.entries {
            model.change(entry.key.delivery) {
                $0.due = until
                $0.isHeld = true
            }
            // The attempt that was marked left no record.
            if entry.status == .processing { entry.attemptCount -= 1 }
            held.append(entry)
        }
    }

    mutating func finish() async throws {
        guard let index = anyHeld() else { return }
        var entry = held.remove(at: index)
        let outcome = [DeliveryOutcome.ok, .ok, .down, .down, .refused].randomElement(using: &random) ?? .ok
        let change = fixture.change(entry, outcome)
        let result = try await queue.record([change])[0]
        guard let delivery = model.deliveries[entry.key.delivery], delivery.due == entry.key.availableAt else {
            #expect(result.word == "fenced")
            return
        }
        guard delivery.state.status == entry.status, delivery.state.cancelRequested == entry.cancelRequested else {
            #expect(result.word == "conflict")
            guard case .conflict(let status, let cancelRequested) = result else { return }
            #expect(status == delivery.state.status && cancelRequested == delivery.state.cancelRequested)
            entry.status = status
            entry.cancelRequested = cancelRequested
            held.append(entry)
            return
        }
        #expect(result.word == "applied")
        let state = entry.state.afterAttempt(outcome, startedAt: now, now: now, schedule: .standard, spread: 0)
        model.attempted(delivery.id, outcome.code, at: now)
        model.move(delivery.id, to: state, due: state.nextAttemptAt, at: now)
    }

    mutating func mark() async throws {
        guard let index = anyHeld(), held[index].status != .processing else { return }
        let entry = held[index]
        let mark = ProcessingMark(
            key: entry.key, event: entry.event, rule: entry.rule, from: entry.status, startedAt: now,
            attemptCount: entry.attemptCount + 1)
        let word = try await queue.markProcessing([mark])[0].word
        let delivery = model.deliveries[entry.key.delivery]
        guard let delivery, delivery.due == entry.key.availableAt else {
            #expect(word == "fenced")
            return
        }
        guard delivery.state.status == entry.status else {
            #expect(word == "conflict")
            return
        }
        #expect(word == "applied")
        held[index].status = .processing
        held[index].startedAt = entry.startedAt ?? now
        model.change(delivery.id) {
            $0.state.status = .processing
            $0.state.attemptCount = mark.attemptCount
            $0.state.startedAt = $0.state.startedAt ?? mark.startedAt
            $0.state.nextAttemptAt = nil
        }
    }
}
