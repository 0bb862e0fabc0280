import MeshesModel
import MeshesStorage

/// What the store should hold, kept in memory in the plainest way.
struct StoreModel {
    private(set) var events: [Event.ID: ModelEvent] = [:]
    private(set) var deliveries: [Delivery.ID: ModelDelivery] = [:]
    /// Counts of what has happened; those of events are derived from `events` and `purged`.
    private var happened: [RollupSeries: [Tally: Int64]] = [:]
    private var purged: [Tally: Int64] = [:]

    mutating func add(_ event: ModelEvent, _ made: [ModelDelivery]) {
        events[event.id] = event
        for delivery in made { deliveries[delivery.id] = delivery }
    }

    /// Changes a delivery without moving it.
    mutating func change(_ id: Delivery.ID, _ body: (inout ModelDelivery) -> Void) {
        if var delivery = deliveries[id] {
            body(&delivery)
            deliveries[id] = delivery
        }
    }

    /// Moves a delivery to a state and a place, and counts what ends.
    mutating func move(_ id: Delivery.ID, to state: DeliveryState, due: Timestamp?, at now: Timestamp) {
        guard var delivery = deliveries[id] else { return }
        delivery.state = state
        delivery.due = due
        delivery.isHeld = false
        delivery.parkedAt = due == .never ? now : nil
        if state.status.isTerminal {
            delivery.state.cancelRequested = false
            let code = state.status.rawValue
            count(.deliveries, Tally(hour: now.hour, connection: delivery.connection, code: code))
            count(.rules, Tally(hour: now.hour, connection: delivery.connection, rule: delivery.rule, code: code))
            if state.status == .completed {
                let waited = (now - delivery.createdAt).wholeMilliseconds
                count(.latency, Tally(hour: now.hour, code: LatencyBucket.bucket(milliseconds: waited)))
            }
        }
        deliveries[id] = delivery
    }

    mutating func attempted(_ id: Delivery.ID, _ outcome: OutcomeCode, at now: Timestamp) {
        guard let delivery = deliveries[id] else { return }
        change(id) { $0.outcomes.append(outcome) }
        count(.attempts, Tally(hour: now.hour, connection: delivery.connection, code: outcome.rawValue))
    }

    mutating func removePayloads(before: Timestamp) -> Int {
        let old = events.values.filter { $0.hasPayload && $0.createdAt < before }.map(\.id)
        for id in old { events[id]?.hasPayload = false }
        return old.count
    }

    mutating func remove(_ event: ModelEvent) {
        purged[tally(event), default: 0] += 1
        events[event.id] = nil
        for id in event.deliveries { deliveries[id] = nil }
    }

    /// The counts of a series as the store should give them.
    func counts(_ series: RollupSeries) -> [Tally: Int64] {
        guard series == .events else { return happened[series] ?? [:] }
        return events.values.reduce(into: purged) { $0[tally($1), default: 0] += 1 }
    }

    private func tally(_ event: ModelEvent) -> Tally {
        Tally(hour: event.createdAt.hour, code: status(of: event).rawValue)
    }

    private mutating func count(_ series: RollupSeries, _ tally: Tally) {
        happened[series, default: [:]][tally, default: 0] += 1
    }
}
