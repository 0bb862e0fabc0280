/// Rows in aligned columns on a terminal; lines with tabs otherwise, for `cut` and `awk`.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        var rightAligned = false
        /// A column that gives way when the line is too narrow.
        var isFlexible = false
        /// A column that is left out when the line is too narrow; the last one first.
        var isOptional = false

        init(_ title: String, rightAligned: Bool = false, isFlexible: Bool = false, isOptional: Bool = false) {
            self.title = title
            self.rightAligned = rightAligned
            self.isFlexible = isFlexible
            self.isOptional = isOptional
        }
    }

    let columns: [Column]
    var rows: [[Cell]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// One line a row, after a line of titles.
    func lines(width: Int, paint: Paint, indent: Int = 0) -> [String] {
        let places = places(within: width - indent)
        let margin = String(repeating: " ", count: indent)
        func line(_ cells: [Cell]) -> String {
            let parts = places.map { place in
                cells[place.column].fitted(to: place.width, rightAligned: columns[place.column].rightAligned, paint: paint)
            }
            return margin + parts.joined(separator: "  ").trimmingEnd()
        }
        let titles = columns.map { column in Cell(column.title.uppercased()) { $0.dim($1) } }
        return [line(titles)] + rows.map(line)
    }

    /// One line a row, cells separated by tabs, no titles.
    var plainLines: [String] { rows.map { $0.map(\.text).joined(separator: "\t") } }

    /// The columns that are shown, and how wide.
    private func places(within limit: Int) -> [(column: Int, width: Int)] {
        var places = columns.indices.map { index in
            (column: index, width: max(columns[index].title.count, rows.map { $0[index].width }.max() ?? 0))
        }
        func excess() -> Int { places.map { $0.width + 2 }.reduce(-2, +) - limit }
        while excess() > 0, let last = places.lastIndex(where: { columns[$0.column].isOptional }) { places.remove(at: last) }
        while excess() > 0,
            let widest = places.indices.filter({ columns[places[$0].column].isFlexible }).max(by: { places[$0].width < places[$1].width }),
            places[widest].width > 8
        {
            places[widest].width -= 1
        }
        return places
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var result = self[...]
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}
