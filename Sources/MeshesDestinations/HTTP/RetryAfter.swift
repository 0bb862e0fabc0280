import Foundation
import MeshesModel

/// Reads `Retry-After` (RFC 9110, 10.2.3): whole seconds or a date in one of three historic forms.
enum RetryAfter {
    static let floor: Duration = .seconds(1)
    static let ceiling: Duration = .seconds(86_400)

    /// The wait that a value asks for, between 1 s and 24 h; nil when it cannot be read.
    ///
    /// - Parameters:
    ///   - date: the answer's `Date` header; it stands for "now" when the clocks differ by more than a minute.
    static func wait(_ value: String, date: String?, now: Timestamp) -> Duration? {
        let text = value.trimmingSpaces
        guard !text.isEmpty else { return nil }
        if text.utf8.allSatisfy(\.isASCIIDigit) {
            // More digits than fit an integer mean a wait beyond the ceiling.
            return limited(.seconds(min(Int64(text) ?? 86_400, 86_400)))
        }
        guard let moment = HTTPDate.parse(text) else { return nil }
        var reference = now
        if let date, let theirs = HTTPDate.parse(date.trimmingSpaces), abs((theirs - now).wholeMilliseconds) > 60_000 {
            reference = theirs
        }
        return limited(moment - reference)
    }

    private static func limited(_ wait: Duration) -> Duration { min(max(wait, floor), ceiling) }
}

extension String {
    var trimmingSpaces: Substring {
        var text = self[...]
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return text
    }
}
