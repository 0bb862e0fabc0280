import MeshesModel
import MeshesStorage

/// What an hourly count counts.
struct Tally: Hashable {
    var hour: Int64?
    var connection: Connection.ID?
    var rule: Rule.ID?
    /// Raw number of the status, the outcome or the latency bucket.
    var code: Int
}

extension Tally {
    init(_ point: RollupPoint) {
        self.init(hour: point.hour, connection: point.connection, rule: point.rule, code: point.code)
    }
}
