/// How many rows a piece of a purge removes: as many as take about a millisecond, because every other write waits for it.
struct RetentionPace {
    private static let aim: Duration = .milliseconds(1)

    /// Rows of the next piece.
    private(set) var rows: Int
    private let most: Int

    init(most: Int) {
        self.most = most
        rows = min(4, most)
    }

    /// - Parameter took: time that the last piece held up others.
    mutating func note(_ took: Duration) {
        if took > Self.aim {
            rows = max(1, rows / 2)
        } else if took < Self.aim / 3 {
            rows = min(rows * 2, most)
        }
    }
}
