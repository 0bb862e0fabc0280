import MeshesDelivery
import MeshesModel

/// What became of one delivery, or of one event as a whole.
struct BulkResultReply: Encodable, Sendable {
    var event: Event.ID
    var rule: Rule.ID?
    var status: String
    var message: String?

    init(_ result: BulkResult, done: String) {
        event = result.event
        rule = result.rule
        status = result.refusal == nil ? done : "skipped"
        message = result.refusal
    }
}

struct BulkRetryReply: Encodable, Sendable {
    var retried: Int
    var skipped: Int
    var results: [BulkResultReply]

    init(_ results: [BulkResult]) {
        retried = results.count { $0.refusal == nil }
        skipped = results.count - retried
        self.results = results.map { BulkResultReply($0, done: "retried") }
    }
}

struct BulkCancelReply: Encodable, Sendable {
    var canceled: Int
    var skipped: Int
    var results: [BulkResultReply]

    init(_ results: [BulkResult]) {
        canceled = results.count { $0.refusal == nil }
        skipped = results.count - canceled
        self.results = results.map { BulkResultReply($0, done: "canceled") }
    }
}
