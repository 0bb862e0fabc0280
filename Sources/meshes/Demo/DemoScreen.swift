import MeshesModel

/// Draws one frame of the demo: a pure function of what is known.
struct DemoScreen {
    /// One destination and how its receiver does.
    struct Destination: Sendable {
        let name: String
        let workspace: String
        /// Nil for a provider's stand-in.
        let receiver: DemoPlan.Receiver?
        /// What a provider's stand-in was asked for last, as in `POST /contacts`.
        var lastCall: String?
        /// How often a provider's stand-in renewed a token.
        var renewals = 0
    }

    let url: String
    /// Address of the page that embeds the workspaces.
    let host: String
    let data: String
    let board: DemoBoard
    let destinations: [Destination]
    let latency: (p50: Duration, p95: Duration)?
    let events: Int
    let elapsed: Duration
    let now: Timestamp
    let paint: Paint

    /// At most `rows` lines, none wider than `columns`.
    func lines(columns: Int, rows: Int) -> [String] {
        let top = header(columns) + summary(columns) + [""] + receivers(columns) + [""]
        let bottom = [rule(columns)] + hints.map { Cell($0).dimmed(to: columns, paint: paint) }
        let room = max(1, rows - top.count - bottom.count - 1)
        return Array((top + deliveries(columns, room) + bottom).prefix(max(1, rows)))
    }

    private var hints: [String] {
        [
            "In a browser         \(host)", "In another terminal  export MESHES_DATA=\(data)",
            "then                 meshes tail --all   or   meshes events --status retrying",
        ]
    }

    private func rule(_ columns: Int) -> String { paint.dim(String(repeating: "─", count: columns)) }

    private func header(_ columns: Int) -> [String] {
        let seconds = Int(elapsed.components.seconds)
        let left = "Meshes demo  \(url)"
        let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)  Ctrl-C ends it"
        let space = String(repeating: " ", count: max(1, columns - left.count - clock.count))
        return [paint.bold("Meshes demo") + "  \(url)" + space + paint.dim(clock), rule(columns)]
    }

    private func summary(_ columns: Int) -> [String] {
        let totals = board.totals
        let waiting = board.nextAttempt.map { "\(totals.waiting), next in \(seconds(until: $0))" } ?? "\(totals.waiting)"
        return [
            line(
                [
                    ("events", "\(events)"), ("deliveries", "\(totals.deliveries)"), ("delivered", "\(totals.completed)"),
                    ("recovered", "\(totals.recovered)"), ("failed", "\(totals.failed)"),
                ], columns),
            line([("waiting for a retry", waiting), ("emit to arrival", latencyText)], columns),
        ]
    }

    /// Names and figures side by side; without colours when the line is too narrow for all of them.
    private func line(_ items: [(String, String)], _ columns: Int) -> String {
        let plain = items.map { "\($0.0) \($0.1)" }.joined(separator: "   ")
        guard plain.count <= columns else { return plain.cut(to: columns) }
        return items.map { "\(paint.dim($0.0)) \(paint.bold($0.1))" }.joined(separator: "   ")
    }

    private var latencyText: String {
        latency.map { "p50 \(TimeText.length($0.p50)), p95 \(TimeText.length($0.p95))" } ?? "–"
    }

    /// Whole seconds, rounded up, so that a countdown does not flicker.
    func seconds(until moment: Timestamp) -> String {
        moment > now ? "\(Int((moment - now).inSeconds.rounded(.up))) s" : "0 s"
    }

    private func receivers(_ columns: Int) -> [String] {
        var table = Table([
            .init("destination"), .init("workspace"), .init("receiver", isFlexible: true), .init("delivered", rightAligned: true),
            .init("waiting", rightAligned: true), .init("failed", rightAligned: true),
        ])
        table.rows = destinations.map { destination in
            let totals = board.totals(workspace: destination.workspace, destination: destination.name)
            return [
                Cell(destination.name), Cell(destination.workspace), state(of: destination), Cell("\(totals.completed)"),
                Cell("\(totals.waiting)") { totals.waiting > 0 ? $0.yellow($1) : $1 },
                Cell("\(totals.failed)") { totals.failed > 0 ? $0.red($1) : $1 },
            ]
        }
        return table.lines(width: columns, paint: paint)
    }

    private func state(of destination: Destination) -> Cell {
        if let receiver = destination.receiver { return state(receiver) }
        let renewals = destination.renewals == 0 ? "" : "tokens renewed: \(destination.renewals), "
        return Cell("● \(renewals)\(destination.lastCall ?? "not called yet")") { $0.green($1) }
    }

    private func state(_ receiver: DemoPlan.Receiver) -> Cell {
        let left = DemoPlan.Receiver.downtime - elapsed
        switch receiver {
        case .healthy: return Cell("● answers at once") { $0.green($1) }
        case .flaky: return Cell("● 503 every third time") { $0.yellow($1) }
        case .late where left > .zero:
            return Cell("○ down, back in \(Int(left.inSeconds.rounded(.up))) s") { $0.red($1) }
        case .late: return Cell("● back again") { $0.green($1) }
        }
    }
}
