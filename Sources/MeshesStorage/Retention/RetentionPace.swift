import Foundation

/// How fast a purge goes, so that every other write hardly notices: in pieces of about a millisecond, for which the others wait,
/// with rests between them. It begins with an eightieth of its time at work; the longer it takes, the less it rests, so that no
/// backlog can outgrow it.
struct RetentionPace {
    private static let aim: Duration = .milliseconds(1)
    private static let firstShare = 0.0125
    /// After which the share has doubled.
    private static let patience: Duration = .seconds(180)
    /// Shorter rests are put together.
    private static let shortestRest: Duration = .milliseconds(20)

    /// Rows of the next piece.
    private(set) var rows = 1
    private let most: Int
    /// Time at work and at rest.
    private(set) var elapsed: Duration = .zero
    private var owed: Duration = .zero

    /// - Parameter most: rows that one piece removes at most.
    init(most: Int) {
        self.most = most
        begin()
    }

    /// Begins with other rows, whose cost has to be learned.
    mutating func begin() { rows = min(4, most) }

    /// - Parameter took: time that the last piece held up others.
    /// - Returns: how long to rest before the next.
    mutating func rest(after took: Duration) -> Duration {
        if took > Self.aim {
            rows = max(1, rows / 2)
        } else if took < Self.aim / 3 {
            rows = min(rows * 2, most)
        }
        let share = min(1, Self.firstShare * exp2(elapsed / Self.patience))
        owed += took * (1 / share - 1)
        elapsed += took
        guard owed >= Self.shortestRest else { return .zero }
        defer { owed = .zero }
        elapsed += owed
        return owed
    }
}
