import ArgumentParser

struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Sends events to a server on loopback and measures.")

    @Option(help: "Port of the server; repeat it for several, which the connections take in turn.") var port: [UInt16]
    @Option(help: "Path of the call.") var path = "/api/v1/events"
    @Option(help: "Publishable key.") var key = "none"
    @Option(help: "Event name.") var event = "order.paid"
    @Option(help: "Bytes of each payload.") var payload = 1024
    @Option(help: "Events a request; above 1, the bulk form.") var bulk: Int?
    @Option(help: "Connections.") var connections = 64
    @Option(help: "Requests a second at a fixed rate; otherwise as fast as answers come.") var rate: Double?
    @Option(help: "At most so many events that are not delivered yet.") var window: Int?
    @Option(help: "Seconds before measuring.") var warmUp = 2.0
    @Option(help: "Seconds of measuring.") var seconds = 10.0
    @Option(help: "End after so many events.") var most: Int?
    @Option(help: "Deliveries that each event leads to.") var fanOut = 1
    @Option(help: "Port of the receiving nginx, whose count of requests is read.") var statusPort: UInt16?
    @Option(help: "Receive deliveries on this port and measure the latency of each.") var receive: UInt16?
    @Option(help: "Seconds to wait at the end for deliveries on their way.") var drain = 0.0

    func run() throws {
        let pace: Pace = window.map { .window($0) } ?? rate.map { .open($0) } ?? .closed
        let request = EventRequest(
            path: path, publishableKey: key, event: event, payloadBytes: payload, bulk: bulk)
        let load = try LoadGenerator(
            LoadSettings(
                ports: port, request: request, connections: connections, pace: pace, warmUp: warmUp, seconds: seconds, most: most,
                fanOut: fanOut, statusPort: statusPort, receivePort: receive, drain: drain))
        try printResult(try load.run())
    }
}
