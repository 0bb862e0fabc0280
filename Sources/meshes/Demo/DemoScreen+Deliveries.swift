import MeshesModel

/// The table of deliveries, latest change first.
extension DemoScreen {
    private struct Layout {
        let workspace: Int
        let event: Int
        let destination: Int
        let gap: String

        /// Narrow terminals get narrower columns and the first word of a workspace's name.
        init(columns: Int) {
            let isWide = columns >= 100
            workspace = isWide ? 14 : 9
            event = isWide ? 20 : 15
            destination = isWide ? 16 : 10
            gap = isWide ? "  " : " "
        }

        /// Fixed widths; the last column gets what is left.
        func widths(_ columns: Int) -> [Int] {
            let fixed = [8, workspace, event, destination, 11, 3, 8]
            let used = fixed.reduce(0, +) + fixed.count * gap.count
            return fixed + [max(0, columns - used)]
        }

        func name(_ name: String) -> String {
            name.count <= workspace ? name : String(name.prefix { $0 != " " })
        }
    }

    private static let rightAligned: Set<Int> = [5, 6]

    func deliveries(_ columns: Int, _ count: Int) -> [String] {
        let layout = Layout(columns: columns)
        let widths = layout.widths(columns)
        func line(_ cells: [Cell]) -> String {
            zip(cells, widths).enumerated().map { index, place in
                place.0.fitted(to: place.1, rightAligned: Self.rightAligned.contains(index), paint: paint)
            }.joined(separator: layout.gap)
        }
        let titles = ["TIME", "WORKSPACE", "EVENT", "TO", "STATUS", "TRY", "TOOK", "ERROR"]
        let rows = board.latest(count).map { line(cells($0, layout)) }
        let empty = Array(repeating: "", count: max(0, count - rows.count))
        return [line(titles.map { title in Cell(title) { $0.dim($1) } })] + rows + empty
    }

    private func cells(_ row: DemoBoard.Row, _ layout: Layout) -> [Cell] {
        let delivery = row.change.delivery
        let tries = delivery.attemptCount
        return [
            Cell(TimeText.clock(row.moment)) { $0.dim($1) }, Cell(layout.name(row.change.workspace.name)), Cell(delivery.event),
            Cell(row.change.destination), StatusLook(delivery.status).cell(),
            Cell("\(tries)") { tries > 1 ? $0.yellow($1) : $1 }, timing(row), Cell(delivery.lastError ?? "") { $0.dim($1) },
        ]
    }

    /// How long it took, or how long until the next attempt.
    private func timing(_ row: DemoBoard.Row) -> Cell {
        if let took = row.change.took { return Cell(TimeText.length(took)) }
        guard row.change.delivery.status == "retrying", let next = row.change.delivery.nextAttemptAt else { return Cell("") }
        return Cell(next > now ? "in \(seconds(until: next))" : "now") { $0.yellow($1) }
    }
}
