public import MeshesModel

extension API {
    /// One event on its way through one rule.
    public struct Delivery: Codable, Sendable {
        /// Stable over retries.
        public var id: DeliveryID
        public var workspace: WorkspaceID
        public var event: String
        public var eventID: EventID
        public var resource: String?
        public var resourceID: String?
        public var connection: ConnectionID
        public var rule: RuleID
        public var integrationType: String
        public var status: String
        /// Finished attempts and the running one.
        public var attemptCount: Int
        /// How many attempts there will have been when no more are made by themselves, where the server says so.
        public var attemptLimit: Int?
        public var startedAt: Timestamp?
        public var completedAt: Timestamp?
        /// When the next automatic attempt is due, where the server says so.
        public var nextAttemptAt: Timestamp?
        public var lastError: String?
        public var createdBy: String
        public var createdAt: Timestamp

        enum CodingKeys: String, CodingKey {
            case id, workspace, event, resource, connection, rule, status
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
    }
}
