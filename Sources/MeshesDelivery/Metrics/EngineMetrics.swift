import MeshesModel
import Metrics

/// The engine's figures under swift-metrics names; `/metrics` shows them in Prometheus' text form.
struct EngineMetrics: Sendable {
    let accepted: Counter
    private let outcomes: [Counter]
    let attemptSeconds: Recorder
    let deliverySeconds: Recorder
    let acceptSeconds: Recorder
    let inFlight: Gauge
    let lanes: Gauge
    let waitingInMemory: Gauge
    let openCircuits: Gauge
    /// The queue of all nodes, as one of them has counted it last.
    let queueDepth: Gauge
    let queueParked: Gauge
    let queueOldestSeconds: Gauge
    let fenced: Counter
    /// Nodes that live, as this one sees them.
    let nodes: Gauge
    /// Nodes that this one has ended because their lease had run out, and the deliveries that it gave back from ended ones.
    let takeOvers: Counter
    let takenOver: Counter

    init(factory: any MetricsFactory) {
        accepted = Counter(label: "meshes_events_accepted_total", factory: factory)
        outcomes = OutcomeCode.allCases.map { code in
            Counter(label: "meshes_attempts_total", dimensions: [("outcome", code.name)], factory: factory)
        }
        attemptSeconds = Recorder(label: "meshes_attempt_seconds", factory: factory)
        deliverySeconds = Recorder(label: "meshes_delivery_seconds", factory: factory)
        acceptSeconds = Recorder(label: "meshes_accept_seconds", factory: factory)
        inFlight = Gauge(label: "meshes_attempts_in_flight", factory: factory)
        lanes = Gauge(label: "meshes_lanes", factory: factory)
        waitingInMemory = Gauge(label: "meshes_deliveries_in_memory", factory: factory)
        openCircuits = Gauge(label: "meshes_circuits_open", factory: factory)
        queueDepth = Gauge(label: "meshes_queue_depth", factory: factory)
        queueParked = Gauge(label: "meshes_queue_parked", factory: factory)
        queueOldestSeconds = Gauge(label: "meshes_queue_oldest_seconds", factory: factory)
        fenced = Counter(label: "meshes_attempts_fenced_total", factory: factory)
        nodes = Gauge(label: "meshes_nodes", factory: factory)
        takeOvers = Counter(label: "meshes_node_takeovers_total", factory: factory)
        takenOver = Counter(label: "meshes_deliveries_taken_over_total", factory: factory)
    }

    func finished(_ code: OutcomeCode) {
        outcomes[code.rawValue].increment()
    }
}
