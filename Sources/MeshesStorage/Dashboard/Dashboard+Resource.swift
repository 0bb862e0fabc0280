import MeshesModel

extension Dashboard {
    /// Events that are counted for one resource; there are no hourly counts by resource.
    static let eventLimit = 20_000

    /// Counts the newest events within reach, and their deliveries, one by one.
    mutating func countEvents(
        _ access: Access, _ hours: Range<Int64>, _ connections: [DashboardConnection], on connection: any SQLConnection
    ) throws {
        var filter = EventFilter()
        filter.since = Timestamp(milliseconds: hours.lowerBound * 3_600_000)
        filter.until = Timestamp(milliseconds: hours.upperBound * 3_600_000)
        let walk = filter.search(access).walk
        let reach = access.deliveries("d", of: "e")
        var events: [EventKey: Int64] = [:]
        var counts = Dictionary(uniqueKeysWithValues: connections.map { ($0.id, DeliveryCount()) })
        var last: Event.ID?
        var counted = 0
        try connection.each(
            """
            SELECT e.id, e.status, e.created_at, d.connection_id, d.status, d.completed_at
            FROM (SELECT e.id FROM events e WHERE \(walk.sql) AND e.test = 0
            ORDER BY e.id DESC LIMIT ?) f JOIN events e ON e.id = f.id
            LEFT JOIN deliveries d ON d.event_id = e.id AND d.status IN (3, 4) AND \(reach.sql)
            ORDER BY f.id DESC
            """, walk.arguments + [.int(Self.eventLimit + 1)] + reach.arguments
        ) { row in
            let id: Event.ID = try row.id(0)
            let accepted = row.time(2)
            if id != last {
                last = id
                counted += 1
                guard counted <= Self.eventLimit else { return false }
                events[EventKey(hour: accepted.hour, status: try row.value(1)), default: 0] += 1
            }
            guard let destination: Connection.ID = try row.optionalID(3), counts[destination] != nil else { return true }
            let status: DeliveryStatus = try row.value(4)
            counts[destination]?.add(1, status)
            if status == .completed, let completed = row.optionalTime(5) {
                latency[LatencyBucket.bucket(milliseconds: (completed - accepted).wholeMilliseconds), default: 0] += 1
            }
            return true
        }
        isTruncated = counted > Self.eventLimit
        self.events = events.map { EventCount(hour: $0.key.hour, status: $0.key.status, count: $0.value) }
        self.connections = DeliveryCount.named(counts, connections)
    }

    private struct EventKey: Hashable {
        var hour: Int64
        var status: DeliveryStatus
    }
}
