public import MeshesModel

extension API {
    /// An accepted event and where its deliveries stand. Right after emitting, only the first members are sent.
    public struct Event: Codable, Sendable {
        public var id: EventID
        public var workspace: WorkspaceID
        public var event: String
        public var resource: String?
        public var resourceID: String?
        /// `pending`, `processing`, `retrying`, `completed`, `failed` or `canceled`.
        public var status: String?
        public var totalRules: Int?
        public var completedCount: Int?
        public var failedCount: Int?
        public var canceledCount: Int?
        public var startedAt: Timestamp?
        public var completedAt: Timestamp?
        public var createdBy: String
        public var createdAt: Timestamp
        /// From acceptance until all deliveries had ended, in milliseconds.
        public var durationMilliseconds: Int?
        /// True for a test event, else nil.
        public var test: Bool?
        /// Always sent with a single event; in lists only when asked for.
        public var deliveries: [Delivery]?
        /// Sent by the payload call only.
        public var payload: JSONValue?

        enum CodingKeys: String, CodingKey {
            case id, workspace, event, resource, status, payload, test
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
    }
}
