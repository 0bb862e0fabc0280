import MeshesModel
import MeshesStorage

extension StoreModel {
    /// The event's status by the table of statuses, told from its deliveries one by one.
    func status(of event: ModelEvent) -> DeliveryStatus {
        let statuses = event.deliveries.compactMap { deliveries[$0]?.state.status }
        if statuses.isEmpty { return .completed }
        if statuses.allSatisfy({ $0 == .pending }) { return .pending }
        if statuses.contains(where: { $0 == .pending || $0 == .processing }) { return .processing }
        if statuses.contains(.retrying) { return .retrying }
        if statuses.contains(.failed) { return .failed }
        return statuses.contains(.completed) ? .completed : .canceled
    }

    /// What lies in the queue of a connection, in its order.
    func queue(_ connection: Connection.ID) -> [(delivery: ModelDelivery, due: Timestamp)] {
        deliveries.values.filter { $0.connection == connection }
            .compactMap { delivery in delivery.due.map { (delivery, $0) } }
            .sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
    }

    func statistics(at now: Timestamp) -> QueueStatistics {
        let due = deliveries.values.compactMap(\.due)
        return QueueStatistics(
            waiting: due.count { $0 < .never }, oldest: due.filter { $0 <= now }.min(), parked: due.count { $0 == .never })
    }

    /// All events, in the order of their making, so that a run depends on its seed alone.
    var ordered: [ModelEvent] { events.values.sorted { $0.id < $1.id } }
}
