import MeshesModel
import MeshesStorage

struct ConnectionActivityReply: Encodable, Sendable {
    var ruleCount: Int
    var completed: Int64
    var failed: Int64
    var lastSuccessAt: Timestamp?
    var lastFailureAt: Timestamp?
    var waiting: Int

    enum CodingKeys: String, CodingKey {
        case waiting
        case ruleCount = "rule_count"
        case completed = "completed_24h"
        case failed = "failed_24h"
        case lastSuccessAt = "last_success_at"
        case lastFailureAt = "last_failure_at"
    }

    init(_ activity: ConnectionActivity) {
        ruleCount = activity.ruleCount
        completed = activity.completed
        failed = activity.failed
        lastSuccessAt = activity.last?.lastCompletedAt
        lastFailureAt = activity.last?.lastFailedAt
        waiting = activity.waiting
    }
}
