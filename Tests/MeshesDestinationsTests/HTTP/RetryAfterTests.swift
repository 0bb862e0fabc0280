import MeshesDestinations
import MeshesModel
import MeshesTestSupport
import Testing

@Suite struct RetryAfterTests {
    private func outcome(_ value: String, date: String? = nil, status: Int = 429) async throws -> DeliveryOutcome {
        let headers = [("Retry-After", value)] + (date.map { [("Date", $0)] } ?? [])
        // 2026-03-22T00:00:00Z
        let destination = Samples.destination(RecordingSender(status: status, headers: headers), time: ManualTime(Timestamp(milliseconds: 1_774_137_600_000)))
        return await destination.deliver(try Samples.job(), with: try destination.settings(from: ["url": .string(Samples.url)], keeping: nil))
    }

    @Test(arguments: [
        ("120", 120), (" 7 ", 7), ("0", 1), ("999999999999", 86_400), ("99999999999999999999999999", 86_400),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 1), ("Friday, 31-Dec-99 23:59:59 GMT", 1), ("Fri Dec 31 23:59:59 1999", 1),
        ("Sun, 22 Mar 2026 00:05:00 GMT", 300), ("Sunday, 22-Mar-26 00:05:00 GMT", 300), ("Sun Mar 22 00:05:00 2026", 300),
        ("Sun, 22 Mar 2036 00:05:00 GMT", 86_400), ("Sun, 01 Mar 2026 00:00:00 GMT", 1),
    ] as [(String, Int64)])
    func reads(_ value: String, seconds: Int64) async throws {
        #expect(try await outcome(value).retryAfter == .seconds(seconds))
    }

    @Test(arguments: ["-5", "1.5", "abc", "", "Sun, 22 Foo 2026 00:05:00 GMT", "Sun, 22 Mar 2026 25:05:00 GMT", "1 2 3", "+5"])
    func ignores(_ value: String) async throws {
        #expect(try await outcome(value).retryAfter == nil)
    }

    @Test func trustsTheAnswersOwnClockWhenItIsFarFromOurs() async throws {
        let hourLater = "Sun, 22 Mar 2026 01:00:00 GMT"
        #expect(try await outcome("Sun, 22 Mar 2026 01:02:00 GMT", date: hourLater).retryAfter == .seconds(120))
        let halfMinuteLater = "Sun, 22 Mar 2026 00:00:30 GMT"
        #expect(try await outcome("Sun, 22 Mar 2026 00:02:00 GMT", date: halfMinuteLater).retryAfter == .seconds(120))
    }

    @Test(arguments: [(429, true), (503, true), (500, false), (408, false), (425, false)])
    func isHonouredOnEveryAnswerThatIsTriedAgain(_ status: Int, pauses: Bool) async throws {
        let outcome = try await outcome("30", status: status)
        #expect(outcome.retryAfter == .seconds(30))
        #expect(outcome.pausesConnection == pauses)
    }

    @Test(arguments: [400, 410, 422]) func isIgnoredOnFinalAnswers(_ status: Int) async throws {
        #expect(try await outcome("30", status: status).retryAfter == nil)
    }
}
