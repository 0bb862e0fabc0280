/// What a run of the generator does.
struct LoadSettings {
    /// Taken in turn by the connections.
    var ports: [UInt16]
    var request: EventRequest
    var connections: Int
    var pace: Pace
    /// Seconds that are not measured.
    var warmUp: Double
    /// Seconds that are measured.
    var seconds: Double
    /// After how many events sending ends early, if it does.
    var most: Int?
    /// Deliveries that each event leads to.
    var fanOut: Int
    /// Port of the nginx that receives, if its count is wanted.
    var statusPort: UInt16?
    /// Port to receive deliveries on in the generator itself, for the latency of each.
    var receivePort: UInt16?
    /// Seconds to wait at the end for deliveries still on their way.
    var drain: Double
}
