import MeshesModel

/// A part of a table of history: the rows whose ids were made in one week, or before the first week that has a part.
///
/// Beside these each table has a default partition, `…_other`, for ids of other times: a clock that is far off, or a node that
/// was away for long, makes no insert fail.
struct Partition: Hashable, Sendable {
    /// Weeks are counted from 1970-01-01, a Thursday.
    static let week: Duration = .seconds(7 * 86_400)

    let table: HistoryTable
    let name: String
    let start: Timestamp
    /// The first moment that it does not hold.
    let end: Timestamp

    /// The partition of the week that a moment lies in.
    init(_ table: HistoryTable, ofWeekAt time: Timestamp) {
        let start = Self.startOfWeek(time)
        self.init(table, name: "\(table.rawValue)_\(Self.day(start))", start: start, end: start + Self.week)
    }

    init(_ table: HistoryTable, name: String, start: Timestamp, end: Timestamp) {
        self.table = table
        self.name = name
        self.start = start
        self.end = end
    }

    var firstID: Event.ID { .first(at: start) }
    /// The first id that it does not hold.
    var endID: Event.ID { .first(at: end) }

    static func startOfWeek(_ time: Timestamp) -> Timestamp {
        let week = week.wholeMilliseconds
        return Timestamp(milliseconds: max(0, time.milliseconds) / week * week)
    }

    /// Such as `20261126`.
    private static func day(_ time: Timestamp) -> String { time.description.replacing("-", with: "").prefix(8).description }
}
