import MeshesModel
import MeshesStorage
import Testing

extension StoreWalk {
    mutating func switchOff() async throws {
        let index = anyLane()
        lanes[index].isOff = true
        let connection = lanes[index].connection.id
        let moved = model.queue(connection).filter { $0.due < .never && !$0.delivery.isHeld }.map(\.delivery)
        let moment = now
        try await repeated(moved.count) { try await $0.park(connection, reason: "off", now: moment, limit: 2) }
        for delivery in moved {
            if delivery.state.cancelRequested {
                end(delivery, .canceled, error: delivery.state.lastError)
            } else {
                model.move(delivery.id, to: delivery.state.parked(reason: "off"), due: .never, at: now)
            }
        }
    }

    mutating func switchOn() async throws {
        let index = anyLane()
        lanes[index].isOff = false
        let connection = lanes[index].connection.id
        let parked = model.queue(connection).filter { $0.due == .never }.map(\.delivery)
        let moment = now
        try await repeated(parked.count) { try await $0.unpark(connection, now: moment, limit: 2) }
        for delivery in parked {
            var state = delivery.state
            state.nextAttemptAt = now
            model.move(delivery.id, to: state, due: now, at: now)
        }
    }

    mutating func expire() async throws {
        let connection = lanes[anyLane()].connection.id
        let border = now - .seconds(3600)
        let old = model.queue(connection).map(\.delivery).filter { delivery in delivery.parkedAt.map { $0 < border } ?? false }
        let moment = now
        try await repeated(old.count) { try await $0.expireParked(connection, parkedBefore: border, now: moment, limit: 2) }
        for delivery in old { end(delivery, .failed, error: delivery.state.lastError) }
    }

    /// Calls until nothing is left to do.
    private func repeated(_ expected: Int, _ call: (QueueRepository) async throws -> Int) async throws {
        var total = 0
        var done: Int
        repeat {
            done = try await call(queue)
            #expect(done <= 2)
            total += done
        } while done > 0
        #expect(total == expected)
    }
}
