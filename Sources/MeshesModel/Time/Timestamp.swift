/// A moment as milliseconds since 1970 UTC: an integer in the store, ISO 8601 with milliseconds and `Z` in the API.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Later than every moment that can occur: the due time of a delivery that waits for its connection.
    public static let never = Timestamp(milliseconds: .max)

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { milliseconds.quotientAndRemainder(dividingBy: 1000).quotient }

    /// The start of the hour this moment lies in, as hours since 1970: the key of roll-ups.
    public var hour: Int64 { milliseconds / 3_600_000 }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment that lies `duration` later, cut to milliseconds.
    public static func + (left: Self, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds.addingReportingOverflow(duration.wholeMilliseconds).partialValue)
    }

    public static func - (left: Self, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds - duration.wholeMilliseconds)
    }

    /// The time from `right` to `left`.
    public static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 time")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Duration {
    /// The duration cut to milliseconds.
    public var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// The duration in seconds, with its fraction.
    public var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
