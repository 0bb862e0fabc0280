import MeshesModel
import MeshesStorage

struct RuleActivityReply: Encodable, Sendable {
    var completed: Int64
    var failed: Int64
    var lastStatus: String?
    var lastAt: Timestamp?

    enum CodingKeys: String, CodingKey {
        case completed = "completed_24h"
        case failed = "failed_24h"
        case lastStatus = "last_status"
        case lastAt = "last_at"
    }

    init(_ activity: RuleActivity) {
        completed = activity.completed
        failed = activity.failed
        lastStatus = activity.last?.lastStatus.name
        lastAt = activity.last?.lastAt
    }
}
