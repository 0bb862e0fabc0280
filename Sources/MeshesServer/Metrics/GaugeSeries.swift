import Metrics
import Synchronization

/// A number that is what it was last set to.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func reset() { set(0.0) }

    func write(name: String, labels: String, to text: inout String) {
        text += MetricText.line(name, labels, value.withLock { $0 })
    }
}
