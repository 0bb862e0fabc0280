import Synchronization

/// Values that concurrent code leaves behind for a test.
public final class Recorded<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    public init() {}

    public var all: [Value] { values.withLock { $0 } }

    public func append(_ value: Value) {
        values.withLock { $0.append(value) }
    }
}
