import MeshesModel

extension Event {
    /// The event as `access` may see it: deliveries that are hidden from it count neither in its progress nor in its status.
    func shown(to access: Access, on connection: any SQLConnection) throws -> Event {
        guard !access.allows(.readHidden) else { return self }
        let reach = access.deliveries("d", of: "e")
        let counts = try connection.query(
            """
            SELECT d.status, COUNT(*), MIN(d.started_at), MAX(d.completed_at) FROM \(Delivery.source)
            WHERE d.event_id = ? AND \(reach.sql) GROUP BY d.status
            """, [.id(id)] + reach.arguments
        ) { (status: try $0.value(0, as: DeliveryStatus.self), count: $0.int(1), started: $0.optionalTime(2), completed: $0.optionalTime(3)) }
        let visible = counts.reduce(0) { $0 + $1.count }
        guard visible < progress.total else { return self }
        func count(_ status: DeliveryStatus) -> Int { counts.first { $0.status == status }?.count ?? 0 }
        var event = self
        event.progress = EventProgress(
            total: visible, processing: count(.processing), retrying: count(.retrying), completed: count(.completed),
            failed: count(.failed), canceled: count(.canceled), startedAt: counts.compactMap(\.started).min())
        if event.progress.isTerminal { event.progress.completedAt = counts.compactMap(\.completed).max() ?? createdAt }
        return event
    }
}
