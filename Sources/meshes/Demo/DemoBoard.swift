import MeshesClient
import MeshesModel

/// What the demo knows of its deliveries, kept from the changes that the API tells. A value: easy to draw and to test.
struct DemoBoard: Sendable {
    struct Row: Sendable {
        let change: DeliveryFeed.Change
        /// When the demo learned of the change.
        let seenAt: Timestamp
    }

    struct Totals: Sendable, Equatable {
        var deliveries = 0
        var completed = 0
        /// Completed after more than one attempt.
        var recovered = 0
        /// For another attempt.
        var waiting = 0
        var failed = 0
        var canceled = 0
        /// Begun and not ended, or about to begin.
        var underWay: Int { deliveries - completed - waiting - failed - canceled }
    }

    /// Finished deliveries that are remembered one by one; older ones only count.
    static let remembered = 5000

    private var rows: [DeliveryID: Row] = [:]
    private var order: [DeliveryID] = []
    private var forgotten = Totals()

    mutating func apply(_ changes: [DeliveryFeed.Change], at now: Timestamp) {
        for change in changes {
            let id = change.delivery.id
            if rows[id] == nil { order.append(id) }
            rows[id] = Row(change: change, seenAt: now)
        }
        if order.count > 2 * Self.remembered { forget() }
    }

    /// Latest change first.
    func latest(_ count: Int) -> [Row] {
        Array(rows.values.sorted { $0.sortKey > $1.sortKey }.prefix(count))
    }

    var totals: Totals {
        rows.values.reduce(into: forgotten) { $0.add($1.change.delivery) }
    }

    /// The counts of one destination of one workspace.
    func totals(workspace: String, destination: String) -> Totals {
        rows.values.reduce(into: Totals()) { totals, row in
            guard row.change.destination == destination, row.change.workspace.name == workspace else { return }
            totals.add(row.change.delivery)
        }
    }

    /// When the next waiting delivery is due.
    var nextAttempt: Timestamp? {
        rows.values.compactMap { $0.change.delivery.status == "retrying" ? $0.change.delivery.nextAttemptAt : nil }.min()
    }

    private mutating func forget() {
        let excess = order.prefix(order.count - Self.remembered)
        for id in excess {
            guard let delivery = rows[id]?.change.delivery, delivery.isFinished else { continue }
            forgotten.add(delivery)
            rows[id] = nil
        }
        order.removeAll { rows[$0] == nil }
    }
}

extension DemoBoard.Row {
    /// The moment of the change: of its end when it is finished, else when it was seen.
    var moment: Timestamp { change.delivery.completedAt ?? seenAt }
    fileprivate var sortKey: (Int64, Int64) { (moment.milliseconds, change.delivery.createdAt.milliseconds) }
}

extension DemoBoard.Totals {
    mutating func add(_ delivery: API.Delivery) {
        deliveries += 1
        switch delivery.status {
        case "completed":
            completed += 1
            if delivery.attemptCount > 1 { recovered += 1 }
        case "retrying": waiting += 1
        case "failed": failed += 1
        case "canceled": canceled += 1
        default: break
        }
    }
}

extension API.Delivery {
    fileprivate var isFinished: Bool { ["completed", "failed", "canceled"].contains(status) }
}
