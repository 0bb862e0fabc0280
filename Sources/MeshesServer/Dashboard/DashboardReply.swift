import MeshesModel
import MeshesStorage

struct DashboardReply: Encodable, Sendable {
    struct Owner: Encodable, Sendable {
        var id: Workspace.ID
        var name: String
    }

    struct Tiles: Encodable, Sendable {
        /// Events that were accepted in the range, by their present status.
        var events: Int64 = 0
        var completed: Int64 = 0
        var failed: Int64 = 0
        var retrying: Int64 = 0
        /// Completed deliveries of all that ended in the range and were not canceled.
        @ExplicitNull var successRate: Double?
        @ExplicitNull var latencyMedian: Double?
        @ExplicitNull var latency95: Double?

        enum CodingKeys: String, CodingKey {
            case events, completed, failed, retrying
            case successRate = "success_rate"
            case latencyMedian = "latency_p50_ms"
            case latency95 = "latency_p95_ms"
        }
    }

    struct Step: Encodable, Sendable {
        var at: Timestamp
        var pending: Int64 = 0
        var processing: Int64 = 0
        var retrying: Int64 = 0
        var completed: Int64 = 0
        var failed: Int64 = 0
        var canceled: Int64 = 0

        subscript(status: DeliveryStatus) -> Int64 {
            get { self[keyPath: Self.member(status)] }
            set { self[keyPath: Self.member(status)] = newValue }
        }

        private static func member(_ status: DeliveryStatus) -> WritableKeyPath<Step, Int64> {
            switch status {
            case .pending: \.pending
            case .processing: \.processing
            case .retrying: \.retrying
            case .completed: \.completed
            case .failed: \.failed
            case .canceled: \.canceled
            }
        }
    }

    struct IntegrationCount: Encodable, Sendable {
        var type: IntegrationType
        var completed: Int64
        var failed: Int64
    }

    struct ConnectionCount: Encodable, Sendable {
        var id: Connection.ID
        var name: String
        var type: IntegrationType
        var completed: Int64
        var failed: Int64
    }

    struct Setup: Encodable, Sendable {
        var hasConnection: Bool
        var hasRule: Bool
        var hasEvent: Bool

        enum CodingKeys: String, CodingKey {
            case hasConnection = "has_connection"
            case hasRule = "has_rule"
            case hasEvent = "has_event"
        }
    }

    /// Connections that are named as failing most.
    private static let failing = 5

    var range: DashboardRange.Name
    var from: Timestamp
    var to: Timestamp
    var step: String
    var workspace: Owner
    var tiles: Tiles
    var events: [Step]
    var integrations: [IntegrationCount]
    var failingConnections: [ConnectionCount]
    var attention: AttentionReply
    var setup: Setup
    /// Whether there are more events than were counted.
    var truncated: Bool

    enum CodingKeys: String, CodingKey {
        case range, from, to, step, workspace, tiles, events, integrations, attention, setup, truncated
        case failingConnections = "failing_connections"
    }

    init(_ figures: Dashboard, _ range: DashboardRange, to now: Timestamp) {
        self.range = range.name
        from = range.from
        to = now
        step = range.step
        workspace = Owner(id: figures.workspace.id, name: figures.workspace.name)
        events = range.starts.map { Step(at: Timestamp(milliseconds: $0 * 3_600_000)) }
        tiles = Tiles(successRate: nil, latencyMedian: nil, latency95: nil)
        for count in figures.events {
            tiles.add(count)
            if let step = range.step(of: count.hour) { events[step][count.status] += count.count }
        }
        tiles.add(figures)
        integrations = Dictionary(grouping: figures.connections, by: \.type).map { type, counts in
            IntegrationCount(
                type: type, completed: counts.reduce(0) { $0 + $1.completed }, failed: counts.reduce(0) { $0 + $1.failed })
        }.sorted { ($1.completed + $1.failed, $0.type.rawValue) < ($0.completed + $0.failed, $1.type.rawValue) }
        failingConnections = figures.connections.filter { $0.failed > 0 }.sorted { $0.failed > $1.failed }.prefix(Self.failing).map {
            ConnectionCount(id: $0.id, name: $0.name, type: $0.type, completed: $0.completed, failed: $0.failed)
        }
        attention = AttentionReply(figures)
        setup = Setup(hasConnection: figures.hasConnection, hasRule: figures.hasRule, hasEvent: figures.hasEvent)
        truncated = figures.isTruncated
    }
}

extension DashboardReply.Tiles {
    fileprivate mutating func add(_ count: Dashboard.EventCount) {
        events += count.count
        switch count.status {
        case .completed: completed += count.count
        case .failed: failed += count.count
        case .retrying: retrying += count.count
        case .pending, .processing, .canceled: break
        }
    }

    fileprivate mutating func add(_ figures: Dashboard) {
        let delivered = figures.connections.reduce(0) { $0 + $1.completed }
        let ended = figures.connections.reduce(delivered) { $0 + $1.failed }
        successRate = ended > 0 ? Double(delivered) / Double(ended) : nil
        latencyMedian = LatencyBucket.quantile(0.5, of: figures.latency)?.rounded()
        latency95 = LatencyBucket.quantile(0.95, of: figures.latency)?.rounded()
    }
}
