import MeshesModel

extension Attempt {
    /// Columns of `attempts a` that make an attempt, together with its delivery's id.
    static let columns = """
        a.id, a.event_id, a.rule_id, a.number, a.trigger_code, a.outcome, a.message, a.http_status, a.started_at, \
        a.finished_at, a.next_attempt_at, a.has_details, a.request_id
        """

    init(_ row: any SQLRow, delivery: Delivery.ID) throws {
        self.init(
            id: try row.id(0), event: try row.id(1), rule: try row.id(2), delivery: delivery, number: row.int(3),
            trigger: try row.value(4), outcome: try row.value(5), message: row.text(6), httpStatus: row.optionalInt(7),
            startedAt: row.time(8), finishedAt: row.time(9), nextAttemptAt: row.optionalTime(10),
            hasResponseDetails: row.bool(11), requestID: row.optionalText(12))
    }
}
