/// How many deliveries of an event stand where; its status follows from that.
public struct EventProgress: Hashable, Sendable {
    public var total: Int
    public var processing: Int
    public var retrying: Int
    public var completed: Int
    public var failed: Int
    public var canceled: Int
    /// Start of the first attempt.
    public var startedAt: Timestamp?
    /// When all became terminal; cleared by a manual retry.
    public var completedAt: Timestamp?

    public init(
        total: Int, processing: Int = 0, retrying: Int = 0, completed: Int = 0, failed: Int = 0, canceled: Int = 0,
        startedAt: Timestamp? = nil, completedAt: Timestamp? = nil
    ) {
        self.total = total
        self.processing = processing
        self.retrying = retrying
        self.completed = completed
        self.failed = failed
        self.canceled = canceled
        self.startedAt = startedAt
        self.completedAt = completedAt
    }

    public var pending: Int { total - processing - retrying - completed - failed - canceled }
    public var isTerminal: Bool { completed + failed + canceled == total }

    /// The event's status: the first row that fits of the table in delivery.md 3.
    public var status: DeliveryStatus {
        if total == 0 { return .completed }
        if canceled == total { return .canceled }
        if pending == total { return .pending }
        if pending + processing > 0 { return .processing }
        if retrying > 0 { return .retrying }
        return failed > 0 ? .failed : .completed
    }

    /// How long all deliveries together took; nil while one is unfinished, and when there are none.
    public func duration(since accepted: Timestamp) -> Duration? {
        total == 0 ? nil : completedAt.map { max(.zero, $0 - accepted) }
    }

    /// Moves one delivery from a status to another and keeps the times right.
    public mutating func move(from old: DeliveryStatus, to new: DeliveryStatus, startedAt: Timestamp?, at now: Timestamp) {
        self[old] -= 1
        self[new] += 1
        if let startedAt, self.startedAt == nil { self.startedAt = startedAt }
        completedAt = isTerminal ? (completedAt ?? now) : nil
    }

    private subscript(status: DeliveryStatus) -> Int {
        get {
            switch status {
            case .pending: pending
            case .processing: processing
            case .retrying: retrying
            case .completed: completed
            case .failed: failed
            case .canceled: canceled
            }
        }
        set {
            switch status {
            case .pending: break
            case .processing: processing = newValue
            case .retrying: retrying = newValue
            case .completed: completed = newValue
            case .failed: failed = newValue
            case .canceled: canceled = newValue
            }
        }
    }
}
