import MeshesModel

extension Dashboard {
    /// Takes the figures of a whole workspace from its hourly counts.
    mutating func count(_ reading: RollupReading, _ access: Access, _ connections: [DashboardConnection]) throws {
        events = try reading.byHour(.events).compactMap { point in
            guard let hour = point.hour, let status = point.status else { return nil }
            return EventCount(hour: hour, status: status, count: point.count)
        }
        for point in try reading.total(.latency) { latency[point.code] = point.count }
        var counts = Dictionary(uniqueKeysWithValues: connections.map { ($0.id, DeliveryCount()) })
        for point in try reading.deliveries(access) {
            if let id = point.connection { counts[id]?.add(point.count, point.status) }
        }
        self.connections = DeliveryCount.named(counts, connections)
    }
}

/// Deliveries that ended.
struct DeliveryCount {
    var completed: Int64 = 0
    var failed: Int64 = 0

    mutating func add(_ count: Int64, _ status: DeliveryStatus?) {
        if status == .completed { completed += count }
        if status == .failed { failed += count }
    }

    static func named(
        _ counts: [Connection.ID: DeliveryCount], _ connections: [DashboardConnection]
    ) -> [Dashboard.ConnectionCount] {
        connections.compactMap { connection in
            guard let count = counts[connection.id], count.completed != 0 || count.failed != 0 else { return nil }
            return Dashboard.ConnectionCount(
                id: connection.id, name: connection.name, type: connection.type, completed: count.completed, failed: count.failed)
        }
    }
}
