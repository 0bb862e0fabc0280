public import MeshesModel

/// One count, of an hour or of several.
public struct RollupPoint: Hashable, Sendable {
    /// Hours since 1970; nil when it is a sum over hours.
    public var hour: Int64?
    /// Set for the series that are kept by connection.
    public var connection: Connection.ID?
    /// Set for the series that is kept by rule.
    public var rule: Rule.ID?
    /// Raw number of the status, the outcome code or the latency bucket, by series.
    public var code: Int
    public var count: Int64

    /// The code as a status, for `events`, `deliveries` and `rules`.
    public var status: DeliveryStatus? { DeliveryStatus(rawValue: code) }
    /// The code as an outcome, for `attempts`.
    public var outcome: OutcomeCode? { OutcomeCode(rawValue: code) }

    init(_ series: RollupSeries, hour: Int64?, dimension: [UInt8], count: Int64) {
        self.hour = hour
        // What is counted, from the end: a code, the connection, the rule.
        connection = Connection.ID(bytes: dimension.dropLast().suffix(16))
        rule = series == .rules ? Rule.ID(bytes: dimension.prefix(16)) : nil
        code = dimension.last.map(Int.init) ?? 0
        self.count = count
    }
}
