/// What a client alone reached.
struct ClientReport: Encodable {
    var requests: Int
    var requestsPerSecond: Double
}
