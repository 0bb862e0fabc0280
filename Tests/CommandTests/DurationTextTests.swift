import MeshesModel
import Testing

@testable import meshes

struct DurationTextTests {
    @Test(arguments: [
        ("0s", Duration.zero), ("250ms", .milliseconds(250)), ("15", .seconds(15)), ("15s", .seconds(15)), ("10m", .seconds(600)),
        ("24h", .seconds(86_400)), ("30d", .seconds(2_592_000)),
    ])
    func timesAreRead(_ text: String, _ duration: Duration) {
        #expect(Duration(setting: text) == duration)
    }

    @Test(arguments: ["", "s", "-1s", "1.5h", "1 h", "1w", "99999999999999999999s", "١s"])
    func otherTextsAreNot(_ text: String) {
        #expect(Duration(setting: text) == nil)
    }

    @Test(arguments: ["0s", "250ms", "90s", "10m", "90m", "25h", "30d"])
    func whatIsWrittenIsReadBack(_ text: String) {
        #expect(Duration(setting: text)?.settingText == text)
    }

    @Test(arguments: [
        (Duration.microseconds(1840), "1.8 ms"), (.milliseconds(2), "2 ms"), (.milliseconds(999), "999 ms"), (.milliseconds(1400), "1.4 s"),
        (.seconds(42), "42 s"), (.seconds(185), "3 min 5 s"), (.seconds(7800), "2 h 10 min"), (.seconds(97_200), "1 d 3 h"),
        (.milliseconds(-3), "0 ms"),
    ])
    func lengthsAreForPeople(_ duration: Duration, _ text: String) {
        #expect(TimeText.length(duration) == text)
    }
}
