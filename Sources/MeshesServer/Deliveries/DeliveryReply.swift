import MeshesModel

/// A delivery; the API calls it rule event.
struct DeliveryReply: Encodable, Sendable {
    var id: Delivery.ID
    var type = "rule"
    var workspace: Workspace.ID
    var event: String
    var eventID: Event.ID
    var resource: String
    var resourceID: String?
    var connection: Connection.ID
    var rule: Rule.ID
    var integrationType: IntegrationType
    var status: String
    var attemptCount: Int
    var attemptLimit: Int
    var startedAt: Timestamp?
    var completedAt: Timestamp?
    var nextAttemptAt: Timestamp?
    var lastError: String?
    var createdBy: String
    var createdAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case id, type, workspace, event, resource, connection, rule, status
        case eventID = "event_id"
        case resourceID = "resource_id"
        case integrationType = "integration_type"
        case attemptCount = "attempt_count"
        case attemptLimit = "attempt_limit"
        case startedAt = "started_at"
        case completedAt = "completed_at"
        case nextAttemptAt = "next_attempt_at"
        case lastError = "last_error"
        case createdBy = "created_by"
        case createdAt = "created_at"
    }

    init(_ delivery: Delivery, _ schedule: RetrySchedule) {
        id = delivery.id
        workspace = delivery.workspace
        event = delivery.eventName
        eventID = delivery.event
        resource = delivery.resource
        resourceID = delivery.resourceID
        connection = delivery.connection
        rule = delivery.rule
        integrationType = delivery.type
        status = delivery.status.name
        attemptCount = delivery.attemptCount
        attemptLimit = delivery.attemptLimit(schedule)
        startedAt = delivery.startedAt
        completedAt = delivery.completedAt
        nextAttemptAt = delivery.nextAttemptAt
        lastError = delivery.lastError
        createdBy = delivery.createdBy
        createdAt = delivery.createdAt
    }
}
