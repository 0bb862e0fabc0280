/// What a bare program knows of a delivery that it has claimed.
final class QueuedRow {
    let connection = RowID(), delivery = RowID(), event = RowID(), rule = RowID(), workspace = RowID(), attempt = RowID()
    let availableAt: Int64

    init(connection: [UInt8], availableAt: Int64, delivery: [UInt8]) {
        self.connection.set(connection)
        self.delivery.set(delivery)
        self.availableAt = availableAt
    }

    func set(event: [UInt8], rule: [UInt8], workspace: [UInt8]) {
        self.event.set(event)
        self.rule.set(rule)
        self.workspace.set(workspace)
    }
}
