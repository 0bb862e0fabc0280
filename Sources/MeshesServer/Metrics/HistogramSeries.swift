import Metrics
import Synchronization

/// How often which sizes occurred, in fixed steps.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    private struct State {
        /// By step, and one for what lies above the last.
        var counts: [Int]
        var sum = 0.0
    }

    /// Steps for durations in seconds, from half a millisecond to half a minute.
    static let seconds: [Double] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// Steps for numbers of things.
    static let sizes: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000]

    /// Names that end in `_seconds` hold durations.
    static func bounds(for label: String) -> [Double] {
        label.hasSuffix("_seconds") ? seconds : sizes
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        let step = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[step] += 1
            state.sum += value
        }
    }

    func write(name: String, labels: String, to text: inout String) {
        let state = state.withLock { $0 }
        let separator = labels.isEmpty ? "" : ","
        var total = 0
        for (step, count) in state.counts.enumerated() {
            total += count
            let bound = step < bounds.count ? "\(bounds[step])" : "+Inf"
            text += MetricText.line("\(name)_bucket", "\(labels)\(separator)le=\"\(bound)\"", Double(total))
        }
        text += MetricText.line("\(name)_sum", labels, state.sum)
        text += MetricText.line("\(name)_count", labels, Double(total))
    }
}
