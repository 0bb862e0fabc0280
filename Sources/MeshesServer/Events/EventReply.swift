import MeshesModel

struct EventReply: Encodable, Sendable {
    var id: Event.ID
    var type = "event"
    var workspace: Workspace.ID
    var event: String
    var resource: String
    var resourceID: String?
    var status: String
    var totalRules: Int
    var completedCount: Int
    var failedCount: Int
    var canceledCount: Int
    var startedAt: Timestamp?
    var completedAt: Timestamp?
    var createdBy: String
    var createdAt: Timestamp
    /// From acceptance until all deliveries had ended; absent before that and without deliveries.
    var durationMilliseconds: Int64?
    /// True for a test event, absent otherwise.
    var test: Bool?
    /// Always on a single event; in lists only when asked for.
    var deliveries: [DeliveryReply]?

    enum CodingKeys: String, CodingKey {
        case id, type, workspace, event, resource, status, test
        case resourceID = "resource_id"
        case totalRules = "total_rules"
        case completedCount = "completed_count"
        case failedCount = "failed_count"
        case canceledCount = "canceled_count"
        case startedAt = "started_at"
        case completedAt = "completed_at"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case durationMilliseconds = "duration_ms"
        case deliveries = "rule_events"
    }

    init(_ event: Event, deliveries: [DeliveryReply]?) {
        id = event.id
        workspace = event.workspace
        self.event = event.name
        resource = event.resource
        resourceID = event.resourceID
        status = event.progress.status.name
        totalRules = event.progress.total
        completedCount = event.progress.completed
        failedCount = event.progress.failed
        canceledCount = event.progress.canceled
        startedAt = event.progress.startedAt
        completedAt = event.progress.completedAt
        createdBy = event.createdBy
        createdAt = event.createdAt
        durationMilliseconds = event.progress.duration(since: event.createdAt)?.wholeMilliseconds
        test = event.isTest ? true : nil
        self.deliveries = deliveries
    }
}
