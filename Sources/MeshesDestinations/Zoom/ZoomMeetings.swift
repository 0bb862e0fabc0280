import Foundation
import MeshesModel

/// Meetings and webinars as a rule's form offers them.
enum ZoomMeetings {
    /// One entry for each id, although those that recur are listed with every time.
    static func choices(_ meetings: [JSONValue]) -> JSONValue {
        var seen: Set<Int64> = []
        let first = meetings.filter { seen.insert($0["id"]?.integer ?? 0).inserted }
        return ActionChoices.list(
            first.map { meeting in
                let topic = meeting["topic"]?.string ?? ""
                let name = [topic, start(of: meeting)].compactMap(\.self).joined(separator: " — ")
                return ["id": meeting["id"] ?? .null, "name": .string(name)]
            })
    }

    /// `2026-01-31 10:00`, by the clock of the meeting's own zone.
    private static func start(of meeting: JSONValue) -> String? {
        guard let start = meeting["start_time"]?.string.flatMap({ Timestamp($0) }) else { return nil }
        let zone = meeting["timezone"]?.string.flatMap { TimeZone(identifier: $0) }
        let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(start.seconds))) ?? 0
        return String((start + .seconds(offset)).description.prefix(16)).replacing("T", with: " ")
    }
}
