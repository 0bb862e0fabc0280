// Written out by hand: Foundation's format goes through seconds as a Double and loses a millisecond now and then.

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC, for example `2026-11-23T10:00:00.000Z`.
    public var description: String {
        let day = Self.floorDivide(milliseconds, 86_400_000)
        let date = CalendarDay(daysSince1970: day.quotient)
        let time = day.remainder
        var text: [UInt8] = []
        text.reserveCapacity(24)
        Self.append(date.year, digits: 4, to: &text)
        for (separator, number, digits) in [
            ("-" as Unicode.Scalar, date.month, 2), ("-", date.day, 2), ("T", time / 3_600_000, 2),
            (":", time / 60_000 % 60, 2), (":", time / 1000 % 60, 2), (".", time % 1000, 3),
        ] {
            text.append(UInt8(ascii: separator))
            Self.append(number, digits: digits, to: &text)
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what `description` writes, with a fraction of up to nine digits, which is cut to milliseconds, or none; nil for
    /// anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (20...30).contains(bytes.count), bytes.count != 21, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (place, separator) in [(4, "-" as Unicode.Scalar), (7, "-"), (10, "T"), (13, ":"), (16, ":")] {
            guard bytes[place] == UInt8(ascii: separator) else { return nil }
        }
        guard let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second < 60,
            let date = CalendarDay(year: year, month: month, day: day)
        else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 20 {
            let digits = bytes[20..<bytes.count - 1]
            guard bytes[19] == UInt8(ascii: "."), Self.number(digits) != nil else { return nil }
            for place in 0..<3 {
                fraction = fraction * 10 + (place < digits.count ? Int64(digits[20 + place] - UInt8(ascii: "0")) : 0)
            }
        }
        let seconds = (date.daysSince1970 * 24 + hour) * 3600 + minute * 60 + second
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    private static func append(_ number: Int64, digits: Int, to text: inout [UInt8]) {
        let written = String(number).utf8
        for _ in 0..<max(0, digits - written.count) { text.append(UInt8(ascii: "0")) }
        text.append(contentsOf: written)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var number: Int64 = 0
        for byte in digits {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return number
    }

    static func floorDivide(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
