import Foundation
import MeshesModel

/// Moments and times for people.
enum TimeText {
    /// `14:05:09` in the zone of this machine.
    static func clock(_ moment: Timestamp) -> String { local(moment, "%H:%M:%S") }

    /// `14:05:09` for today, `11-23 14:05` before.
    static func short(_ moment: Timestamp, now: Timestamp) -> String {
        local(moment, "%F") == local(now, "%F") ? clock(moment) : local(moment, "%m-%d %H:%M")
    }

    /// `2026-11-23 14:05:09` in the zone of this machine.
    static func full(_ moment: Timestamp) -> String { local(moment, "%Y-%m-%d %H:%M:%S") }

    /// `2 ms`, `1.4 s`, `3 min 5 s`, `2 h 10 min`, `5 d 3 h`.
    static func length(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.inSeconds * 1000)
        switch milliseconds {
        case ..<10: return milliseconds == milliseconds.rounded() ? "\(Int(milliseconds)) ms" : "\(tenths(milliseconds)) ms"
        case ..<1000: return "\(Int(milliseconds.rounded())) ms"
        case ..<10_000: return "\(tenths(milliseconds / 1000)) s"
        case ..<120_000: return "\(Int(milliseconds / 1000)) s"
        default: return parts(Int(milliseconds / 1000))
        }
    }

    private static func parts(_ seconds: Int) -> String {
        switch seconds {
        case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
        }
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func local(_ moment: Timestamp, _ format: String) -> String {
        var seconds = time_t(moment.seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            guard let start = buffer.baseAddress, strftime(start, buffer.count, format, &parts) > 0 else { return "" }
            return String(cString: start)
        }
    }
}
