import Testing

@testable import meshes

/// Where values come from, and what is said of bad ones.
struct SettingsTests {
    private func sources(flags: [String: String] = [:], environment: [String: String] = [:]) -> SettingSources {
        SettingSources(flags: flags, environment: environment, file: nil)
    }

    @Test func flagsWinOverTheEnvironmentAndThatOverDefaults() throws {
        #expect(try sources().value(SettingTable.port) == 8080)
        #expect(try sources(environment: ["MESHES_PORT": "9000"]).value(SettingTable.port) == 9000)
        let both = sources(flags: ["port": "9001"], environment: ["MESHES_PORT": "9000"])
        #expect(try both.value(SettingTable.port) == 9001)
        #expect(try both.text(of: SettingTable.port).source == .flag)
    }

    @Test func anEmptyVariableCountsAsNotGiven() throws {
        #expect(try sources(environment: ["MESHES_PORT": ""]).value(SettingTable.port) == 8080)
    }

    @Test func listsAreSeparatedByCommas() throws {
        let sources = sources(environment: ["MESHES_WEBHOOKS_ALLOWED_CIDRS": "127.0.0.1/32, 10.0.0.0/8"])
        #expect(try sources.value(SettingTable.allowedCIDRs).count == 2)
    }

    @Test(arguments: [
        ("MESHES_PORT", "http"), ("MESHES_PORT", "65536"), ("MESHES_LIMITS_EVENTS_PER_SECOND", "-1"),
        ("MESHES_WEBHOOKS_ALLOW_HTTP", "sometimes"), ("MESHES_WEBHOOKS_ALLOWED_CIDRS", "10.0.0.0/8,ten"),
        ("MESHES_DELIVERY_RETRY_DELAYS", "0s,soon"), ("MESHES_DELIVERY_RETRY_JITTER", "2"), ("MESHES_RETENTION_EVENTS", "5"),
        ("MESHES_LOG_LEVEL", "loud"), ("MESHES_PUBLIC_URL", "meshes.example.com"),
    ])
    func aBadValueIsRefusedByName(_ name: String, _ value: String) throws {
        let report = SettingReport(sources(environment: [name: value]))
        #expect(report.problems.map(\.name) == [name])
        if name != "MESHES_LOG_LEVEL" {
            let error = #expect(throws: InvalidSetting.self) { try Settings(sources(environment: [name: value])) }
            #expect(error?.description.hasPrefix("\(name) (from the environment) ") == true)
        }
    }

    @Test func everyDefaultIsAValueOfItsSetting() throws {
        _ = try Settings(sources())
        #expect(SettingReport(sources()).problems.isEmpty)
    }

    @Test func namesAreUniqueAndSecretsAreNeverShown() {
        let settings = SettingTable.sections.flatMap(\.settings)
        #expect(Set(settings.map(\.environmentName)).count == settings.count)
        let report = SettingReport(sources(environment: ["MESHES_SECRET_KEY": "hush", "MESHES_ENCRYPTION_KEY": "hush"]))
        #expect(!report.lines.contains { $0.value.contains("hush") })
        #expect(report.lines.first { $0.name == "MESHES_SECRET_KEY" }?.value == "•••")
    }

    @Test func theReferenceNamesEverySetting() {
        for setting in SettingTable.sections.flatMap(\.settings) {
            #expect(SettingTable.markdown.contains("| `\(setting.environmentName)` | `\(setting.fileName)` |"))
        }
    }
}
