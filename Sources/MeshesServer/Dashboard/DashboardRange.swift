import Foundation
import MeshesModel

/// The span of a dashboard, cut into hours or days.
struct DashboardRange: Sendable {
    enum Name: String, CaseIterable, Encodable, Sendable {
        case day = "24h"
        case week = "7d"
        case month = "30d"
    }

    let name: Name
    /// `hour` or `day`.
    let step: String
    /// The first hour of each step, in hours since 1970; the last one is the present.
    let starts: [Int64]
    /// The first hour after the present one.
    let end: Int64

    /// - Parameter zone: where days begin. Counts are kept by the hour, so a day begins with the hour that holds midnight.
    init(_ name: Name, now: Timestamp, zone: TimeZone) {
        self.name = name
        end = now.hour + 1
        let days: Int
        switch name {
        case .day:
            step = "hour"
            starts = Array(now.hour - 23...now.hour)
            return
        case .week: days = 7
        case .month: days = 30
        }
        step = "day"
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(now.milliseconds) / 1000))
        starts = (1 - days...0).map { offset in
            let day = calendar.date(byAdding: .day, value: offset, to: today) ?? today
            return Timestamp(milliseconds: Int64(day.timeIntervalSince1970) * 1000).hour
        }
    }

    var hours: Range<Int64> { (starts.first ?? end)..<end }
    var from: Timestamp { Timestamp(milliseconds: hours.lowerBound * 3_600_000) }

    /// The step that an hour lies in.
    func step(of hour: Int64) -> Int? { starts.lastIndex { $0 <= hour } }
}
