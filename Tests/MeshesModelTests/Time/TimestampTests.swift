import Foundation
import MeshesModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_763_892_000_000, "2025-11-23T10:00:00.000Z"), (1_763_892_000_007, "2025-11-23T10:00:00.007Z"),
        (951_782_400_999, "2000-02-29T00:00:00.999Z"), (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
    func readsAndWrites(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test func everyMillisecondIsWrittenExactly() throws {
        for milliseconds in Int64(1_763_892_000_000)..<1_763_892_001_000 {
            let time = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(time.description) == time)
            #expect(time.description.hasSuffix(String(format: ".%03dZ", Int(milliseconds % 1000))))
        }
    }

    @Test func readsATimeWithoutAFraction() {
        #expect(Timestamp("2025-11-23T10:00:00Z")?.milliseconds == 1_763_892_000_000)
        #expect(Timestamp("2025-11-23T10:00:00.5Z")?.milliseconds == 1_763_892_000_500)
        #expect(Timestamp("2025-11-23T10:00:00.123999999Z")?.milliseconds == 1_763_892_000_123)
    }

    @Test func agreesWithFoundationOnEveryDay() {
        let style = Date.ISO8601FormatStyle().year().month().day()
        for day in stride(from: Int64(-25_000), to: 60_000, by: 1) {
            let written = Timestamp(milliseconds: day * 86_400_000 + 1).description
            #expect(written == Date(timeIntervalSince1970: Double(day) * 86_400).formatted(style) + "T00:00:00.001Z")
            #expect(Timestamp(written)?.milliseconds == day * 86_400_000 + 1)
        }
    }

    @Test(arguments: ["", "yesterday", "2025-11-23", "2025-11-23T10:00:00", "2025-02-29T00:00:00Z", "2025-04-31T00:00:00Z", "2025-01-01T24:00:00Z",
        "2025-01-01T00:60:00Z", "2025-01-01T00:00:60Z", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00,5Z", "2025-01-01T00:00:00+01:00Z",
        "2025-01-00T00:00:00Z", "2025-00-01T00:00:00Z", "2025-01-01 00:00:00Z", "2025-01-01T00:00:00.1234567890Z", "1763892000000", "2025-13-01T00:00:00Z"])
    func refuses(_ text: String) { #expect(Timestamp(text) == nil) }

    @Test func calculates() {
        let time = Timestamp(milliseconds: 7_200_000)
        #expect((time + .milliseconds(1500)).milliseconds == 7_201_500)
        #expect((time - .seconds(1)).milliseconds == 7_199_000)
        #expect(time + .seconds(2) - time == .seconds(2))
        #expect(time.hour == 2 && time.seconds == 7200)
        #expect(time < Timestamp.never)
        #expect(Duration.microseconds(1_999).wholeMilliseconds == 1)
        #expect(Duration.milliseconds(1500).inSeconds == 1.5)
    }
}
