import MeshesModel

/// One change of a delivery as a line of `tail`.
struct DeliveryLine {
    let change: DeliveryFeed.Change
    let now: Timestamp

    /// Time, workspace, event, destination, status, attempts, outcome, id of the event.
    var cells: [Cell] {
        let delivery = change.delivery
        return [
            Cell(TimeText.clock(now)) { $0.dim($1) }, Cell(change.workspace.name), Cell(delivery.event), Cell(change.destination),
            StatusLook(delivery.status).cell(), Cell("\(delivery.attemptCount)"), Cell(outcome),
            Cell(delivery.eventID.description) { $0.dim($1) },
        ]
    }

    /// How long it took, or what went wrong and when it goes on.
    var outcome: String {
        let delivery = change.delivery
        if delivery.status == "completed" { return change.took.map(TimeText.length) ?? "" }
        let error = delivery.lastError ?? ""
        guard delivery.status == "retrying" else { return error }
        let next = delivery.nextAttemptAt.map { "next in \(TimeText.length($0 - now))" } ?? "waits for its connection"
        return error.isEmpty ? next : "\(next): \(error)"
    }

    /// The line in fixed columns, so that lines that come one by one stand in line. The event's id has room on wide
    /// terminals only.
    func text(width: Int, paint: Paint) -> String {
        let isWide = width >= 100
        let gap = isWide ? 2 : 1
        var widths = isWide ? [8, 14, 20, 16, 11, 3] : [8, 13, 15, 10, 11, 3]
        let left = width - widths.reduce(0, +) - widths.count * gap
        widths += left >= 30 + gap + 36 ? [left - gap - 36, 36] : [max(0, left)]
        return zip(cells, widths).map { $0.fitted(to: $1, paint: paint) }.joined(separator: String(repeating: " ", count: gap))
    }

    var plainText: String { cells.map(\.text).joined(separator: "\t") }
}
