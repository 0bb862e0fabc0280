import Foundation

/// Reads moments as they occur in payloads and writes them as destinations want them.
///
/// Read are ISO 8601 dates and times, and seconds or milliseconds since 1970 as a number or digits.
enum CalendarText {
    /// A moment as it was given.
    private enum Reading {
        case day(CalendarDay)
        /// Without an offset: the time of a wall clock.
        case local(milliseconds: Int64)
        case moment(Timestamp)
    }

    static func zone(_ name: String?) throws(MappingProblem) -> TimeZone {
        guard let name else { return .gmt }
        guard let zone = TimeZone(identifier: name) else { throw MappingProblem("needs a time zone that exists, not \(name)") }
        return zone
    }

    /// `2026-01-31`, the date in the zone. A date without a time stays what it is.
    static func date(_ value: JSONValue, zone: TimeZone) throws(MappingProblem) -> String {
        switch try read(value) {
        case .day(let day): return text(day)
        case .local(let milliseconds): return text(day(of: milliseconds))
        case .moment(let moment): return text(day(of: moment.milliseconds + offset(of: zone, at: moment)))
        }
    }

    /// `2026-01-31T10:00:00Z` in UTC, `2026-01-31T11:00:00+01:00` in another zone; milliseconds only where there are some.
    static func datetime(_ value: JSONValue, zone: TimeZone) throws(MappingProblem) -> String {
        let moment = switch try read(value) {
        case .day(let day): moment(ofLocal: day.daysSince1970 * 86_400_000, in: zone)
        case .local(let milliseconds): moment(ofLocal: milliseconds, in: zone)
        case .moment(let moment): moment
        }
        let offset = offset(of: zone, at: moment)
        var written = Timestamp(milliseconds: moment.milliseconds + offset).description.dropLast()
        if written.hasSuffix(".000") { written = written.dropLast(4) }
        guard offset != 0 else { return written + "Z" }
        let minutes = abs(offset) / 60_000
        return written + (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }

    private static func read(_ value: JSONValue) throws(MappingProblem) -> Reading {
        if let number = value.double { return .moment(try epoch(number)) }
        guard let text = value.string?.trimmingCharacters(in: .whitespacesAndNewlines) else { throw notATime }
        if text.utf8.count >= 9, let number = Int64(text) { return .moment(try epoch(Double(number))) }
        guard let reading = iso(text) else { throw notATime }
        return reading
    }

    /// Below 100 thousand million it counts seconds (up to the year 5138), above it milliseconds (from 1973).
    private static func epoch(_ number: Double) throws(MappingProblem) -> Timestamp {
        let milliseconds = abs(number) < 100_000_000_000 ? number * 1000 : number
        // The year 9999 is the last that four digits can write.
        guard milliseconds >= -62_135_596_800_000, milliseconds < 253_402_300_800_000 else { throw notATime }
        return Timestamp(milliseconds: Int64(milliseconds.rounded(.down)))
    }

    /// `2026-01-31`, then if anything `T` or a space, `10:00` or `10:00:00` or `10:00:00.123`, then `Z`, `+01:00`, `+0100`, `+01` or nothing.
    private static func iso(_ text: String) -> Reading? {
        guard let match = text.wholeMatch(
            of: /(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?/),
            let year = Int64(match.1), let month = Int64(match.2), let dayNumber = Int64(match.3),
            let day = CalendarDay(year: year, month: month, day: dayNumber)
        else { return nil }
        guard let hourText = match.4, let minuteText = match.5 else { return .day(day) }
        guard let hour = Int64(hourText), let minute = Int64(minuteText), let second = Int64(match.6 ?? "0"), hour < 24, minute < 60, second < 60
        else { return nil }
        let fraction = Int64((match.7.map(String.init) ?? "").padding(toLength: 3, withPad: "0", startingAt: 0)) ?? 0
        let local = ((day.daysSince1970 * 24 + hour) * 3600 + minute * 60 + second) * 1000 + fraction
        guard let offset = match.8 else { return .local(milliseconds: local) }
        return offsetMilliseconds(offset).map { .moment(Timestamp(milliseconds: local - $0)) }
    }

    private static func offsetMilliseconds(_ text: Substring) -> Int64? {
        guard text.lowercased() != "z" else { return 0 }
        let digits = text.dropFirst().filter(\.isNumber)
        guard let hours = Int64(digits.prefix(2)), let minutes = Int64("0" + digits.dropFirst(2)), hours < 24, minutes < 60 else { return nil }
        return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000
    }

    private static func offset(of zone: TimeZone, at moment: Timestamp) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))) * 1000
    }

    /// The moment at which clocks of the zone show a time. The offset is looked up again at the first guess, for days on which it changes.
    private static func moment(ofLocal milliseconds: Int64, in zone: TimeZone) -> Timestamp {
        let guess = Timestamp(milliseconds: milliseconds - offset(of: zone, at: Timestamp(milliseconds: milliseconds)))
        return Timestamp(milliseconds: milliseconds - offset(of: zone, at: guess))
    }

    private static func day(of milliseconds: Int64) -> CalendarDay {
        CalendarDay(daysSince1970: Timestamp.floorDivide(milliseconds, 86_400_000).quotient)
    }

    private static func text(_ day: CalendarDay) -> String {
        String(Timestamp(milliseconds: day.daysSince1970 * 86_400_000).description.prefix(10))
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static var notATime: MappingProblem { MappingProblem("is neither a date nor a time") }
}
