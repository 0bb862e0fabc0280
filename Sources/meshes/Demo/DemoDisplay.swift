import MeshesClient
import MeshesModel

/// Asks the API what has changed and shows it: a table redrawn in place on a terminal, lines otherwise.
struct DemoDisplay: Sendable {
    let url: String
    let host: String
    let data: String
    let world: DemoWorld
    let providers: [DemoProvider]
    let trace: DemoTrace
    let client: ManagementClient
    let output: Output
    let time: any TimeSource

    /// Shows until the time is over or the task is cancelled; the last state stays on the screen.
    func run(for duration: Duration?) async throws {
        let start = time.now()
        let end = duration.map { start + $0 } ?? .never
        var feed = DeliveryFeed(client: client, workspaces: world.customers.map(\.workspace))
        var board = DemoBoard()
        var region = LiveRegion()
        defer { finish(board) }
        var tick = 0
        while time.now() < end {
            if tick.isMultiple(of: 2), let changes = try? await feed.poll() {
                board.apply(changes, at: time.now())
                try tell(changes)
            }
            if output.form == .terminal { draw(board, since: start, &region) }
            tick += 1
            try await time.sleep(for: .milliseconds(250))
        }
    }

    private func draw(_ board: DemoBoard, since start: Timestamp, _ region: inout LiveRegion) {
        let size = Terminal.size
        let now = time.now()
        let screen = DemoScreen(
            url: url, host: host, data: data, board: board, destinations: destinations, latency: trace.percentiles,
            events: trace.emittedCount, elapsed: now - start, now: now, paint: output.paint)
        Output.write(region.frame(screen.lines(columns: size.columns, rows: size.rows - 1), size: size))
    }

    private var destinations: [DemoScreen.Destination] {
        world.destinations.map { destination in
            guard let provider = providers.first(where: { $0.name == destination.name }) else { return destination }
            var destination = destination
            destination.lastCall = provider.calls().last.map { "\($0.method) \($0.path)" }
            destination.renewals = provider.renewals()
            return destination
        }
    }

    private func tell(_ changes: [DeliveryFeed.Change]) throws {
        switch output.form {
        case .terminal: return
        case .plain: for change in changes { output.say(DeliveryLine(change: change, now: time.now()).plainText) }
        case .json: for change in changes { try output.jsonLine(change.delivery) }
        }
    }

    private func finish(_ board: DemoBoard) {
        if output.form == .terminal { Output.write(LiveRegion.end + "\r\u{1B}[K\n") }
        let totals = board.totals
        output.say("\(trace.emittedCount) events, \(totals.deliveries) deliveries: \(totals.completed) delivered, \(totals.recovered) of them after retries,")
        let latency = trace.percentiles.map { "; emit to arrival p50 \(TimeText.length($0.p50)), p95 \(TimeText.length($0.p95))" } ?? ""
        output.say("\(totals.waiting) waiting for a retry, \(totals.underWay) under way, \(totals.failed) failed\(latency).")
    }
}
