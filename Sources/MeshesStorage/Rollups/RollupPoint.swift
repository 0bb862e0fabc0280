public import MeshesModel

/// One count of one hour.
public struct RollupPoint: Hashable, Sendable {
    /// Hours since 1970.
    public var hour: Int64
    /// Set for the series that are kept by connection.
    public var connection: Connection.ID?
    /// Raw number of the status, the outcome code or the latency bucket, by series.
    public var code: Int
    public var count: Int64

    public init(hour: Int64, connection: Connection.ID?, code: Int, count: Int64) {
        self.hour = hour
        self.connection = connection
        self.code = code
        self.count = count
    }

    /// The code as a status, for `events` and `deliveries`.
    public var status: DeliveryStatus? { DeliveryStatus(rawValue: code) }
    /// The code as an outcome, for `attempts`.
    public var outcome: OutcomeCode? { OutcomeCode(rawValue: code) }
}
