import MeshesModel
import Testing

/// Every transform of delivery.md 10 on values of every kind.
struct TransformTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var transform: Transform
        var value: JSONValue
        /// Nil when it must fail.
        var result: JSONValue?
        var testDescription: String { "\(transform) of \(value.compactText)" }

        init(_ transform: Transform, _ value: JSONValue, _ result: JSONValue?) {
            (self.transform, self.value, self.result) = (transform, value, result)
        }
    }

    static let texts: [Case] = [
        .init(.toString, "a", "a"), .init(.toString, 7, "7"), .init(.toString, 1.5, "1.5"), .init(.toString, true, "true"),
        .init(.toString, ["a": [1]], #"{"a":[1]}"#), .init(.toString, .null, .null),
        .init(.trim, " \ta\n", "a"), .init(.trim, 7, nil), .init(.lower, "ÀB", "àb"), .init(.lower, [], nil),
        .init(.upper, "ß1", "SS1"), .init(.upper, .null, .null),
        .init(.substring(start: 1, length: 2), "a👍🏽cd", "👍🏽c"), .init(.substring(start: 2, length: nil), "abcd", "cd"),
        .init(.substring(start: 9, length: 1), "abc", ""), .init(.substring(start: 0, length: 1), 5, nil),
    ]
    static let numbers: [Case] = [
        .init(.toNumber, "12", 12), .init(.toNumber, " -1.50 ", -1.5), .init(.toNumber, "1e3", 1000.0), .init(.toNumber, 3, 3),
        .init(.toNumber, "1,000", nil), .init(.toNumber, "1,5", nil), .init(.toNumber, "", nil), .init(.toNumber, "0x1F", nil),
        .init(.toNumber, "nan", nil), .init(.toNumber, true, nil), .init(.toNumber, .null, .null),
        .init(.toBoolean, "TRUE", true), .init(.toBoolean, "1", true), .init(.toBoolean, 1, true), .init(.toBoolean, "yes", true),
        .init(.toBoolean, "On", true), .init(.toBoolean, "false", false), .init(.toBoolean, 0, false), .init(.toBoolean, "no", false),
        .init(.toBoolean, " off ", false), .init(.toBoolean, false, false), .init(.toBoolean, "maybe", nil), .init(.toBoolean, "", nil),
        .init(.toBoolean, 2, nil), .init(.toBoolean, .null, .null),
        .init(.default("x"), .null, "x"), .init(.default("x"), "", ""), .init(.default(5), false, false),
    ]
    static let berlin = "Europe/Berlin"
    static let times: [Case] = [
        .init(.toDate(timezone: nil), "2026-03-01", "2026-03-01"), .init(.toDate(timezone: berlin), "2026-03-01", "2026-03-01"),
        .init(.toDate(timezone: nil), "2026-03-01T23:30:00Z", "2026-03-01"), .init(.toDate(timezone: berlin), "2026-03-01T23:30:00Z", "2026-03-02"),
        .init(.toDate(timezone: nil), "2026-03-01T23:30:00-05:00", "2026-03-02"), .init(.toDate(timezone: "America/New_York"), "2026-03-01 23:30", "2026-03-01"),
        .init(.toDate(timezone: nil), 1_767_225_600, "2026-01-01"), .init(.toDate(timezone: nil), 1_767_225_600_000, "2026-01-01"),
        .init(.toDate(timezone: nil), "1767225600", "2026-01-01"), .init(.toDate(timezone: nil), -1, "1969-12-31"),
        .init(.toDate(timezone: nil), "2026-02-30", nil), .init(.toDate(timezone: nil), "yesterday", nil), .init(.toDate(timezone: nil), true, nil),
        .init(.toDate(timezone: "Mars/Olympus"), "2026-03-01", nil), .init(.toDate(timezone: nil), .null, .null),
        .init(.toDatetime(timezone: nil), "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        .init(.toDatetime(timezone: nil), "2026-03-01T10:00:00.250+01:00", "2026-03-01T09:00:00.250Z"),
        .init(.toDatetime(timezone: berlin), "2026-03-01T10:00:00Z", "2026-03-01T11:00:00+01:00"),
        .init(.toDatetime(timezone: berlin), "2026-07-01T10:00:00", "2026-07-01T10:00:00+02:00"),
        .init(.toDatetime(timezone: berlin), "2026-07-01", "2026-07-01T00:00:00+02:00"),
        .init(.toDatetime(timezone: "America/St_Johns"), 1_767_225_600, "2025-12-31T20:30:00-03:30"),
        .init(.toDatetime(timezone: nil), "2026-03-01T25:00:00Z", nil),
    ]

    @Test(arguments: texts + numbers + times)
    func table(_ example: Case) throws {
        guard let result = example.result else {
            #expect(throws: MappingProblem.self) { try example.transform.apply(to: example.value) }
            return
        }
        #expect(try example.transform.apply(to: example.value) == result)
    }
}
