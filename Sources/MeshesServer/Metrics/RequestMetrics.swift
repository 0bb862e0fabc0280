import Metrics

/// Counts answers and how long they took, by operation. All counters are looked up once, at the start.
struct RequestMetrics: Sendable {
    private struct Operation: Sendable {
        /// By the first digit of the status, from 2.
        let answers: [Counter]
        let duration: Timer
    }

    private let operations: [Operation]
    private let other: Operation

    init(endpoints: [Endpoint], factory: any MetricsFactory) {
        operations = endpoints.map { Self.operation($0.operation, factory) }
        other = Self.operation("none", factory)
    }

    /// - Parameter endpoint: position in the table; nil when no endpoint was found.
    func record(endpoint: Int?, status: Int, took: Duration) {
        let operation = endpoint.map { operations[$0] } ?? other
        operation.answers[min(max(status / 100, 2), 5) - 2].increment()
        operation.duration.recordNanoseconds(took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000)
    }

    private static func operation(_ name: String, _ factory: any MetricsFactory) -> Operation {
        Operation(
            answers: (2...5).map { digit in
                Counter(
                    label: "meshes_http_requests_total", dimensions: [("operation", name), ("status", "\(digit)xx")],
                    factory: factory)
            },
            duration: Timer(label: "meshes_http_request_duration_seconds", dimensions: [("operation", name)], factory: factory))
    }
}
