/// Times as people write them: `250ms`, `15s`, `10m`, `24h`, `30d`; a bare number is seconds.
extension Duration {
    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Nil unless the text is a whole, not negative number and a unit.
    init?(setting text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count)
        guard let count = Int64(digits), count <= 1 << 40,
            let unit = suffix.isEmpty ? 1000 : Self.units.first(where: { $0.suffix == suffix })?.milliseconds
        else { return nil }
        self = .milliseconds(count * unit)
    }

    /// The largest unit that divides the time: `90m`, not `5400s`.
    var settingText: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard milliseconds != 0 else { return "0s" }
        let unit = Self.units.last { milliseconds.isMultiple(of: $0.milliseconds) } ?? Self.units[0]
        return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
    }
}
