import Foundation
import Synchronization

/// The `Date` of answers that do not pass through Hummingbird, which gives it to all others.
enum DateHeader {
    private struct Known {
        var second: time_t = -1
        var text = ""
    }

    private static let known = Mutex(Known())

    /// Now, as RFC 9110, 5.6.7 writes it; made once a second.
    static func now() -> String {
        let second = time(nil)
        return known.withLock { known in
            if known.second != second { known = Known(second: second, text: text(of: second)) }
            return known.text
        }
    }

    static func text(of second: time_t) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + parts.tm_year) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
