import Foundation
import Testing

@testable import meshes

struct SettingsFileTests {
    private func load(_ yaml: String, environment: [String: String] = [:]) async throws -> SettingSources {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try yaml.write(toFile: directory.path + "/meshes.yaml", atomically: true, encoding: .utf8)
        return try await SettingSources.load(flags: ["data": directory.path], file: nil, environment: environment)
    }

    @Test func theFileInTheDataDirectoryIsRead() async throws {
        let sources = try await load(
            """
            port: 9100
            limits:
              events_per_second: 0
            webhooks:
              allowed_cidrs: [10.1.0.0/16, "192.168.0.0/24"]
              allowed_hosts: crm.internal
            """)
        #expect(try sources.value(SettingTable.port) == 9100)
        #expect(try sources.value(SettingTable.eventsPerSecond) == 0)
        #expect(try sources.value(SettingTable.allowedCIDRs).count == 2)
        #expect(try sources.value(SettingTable.allowedHosts).count == 1)
    }

    @Test func theEnvironmentWinsOverTheFile() async throws {
        let sources = try await load("port: 9100", environment: ["MESHES_PORT": "9200"])
        #expect(try sources.value(SettingTable.port) == 9200)
    }

    @Test func aBadValueIsNamedAsInTheFile() async throws {
        let sources = try await load("limits:\n  events_burst: many")
        let error = #expect(throws: InvalidSetting.self) { try sources.value(SettingTable.eventsBurst) }
        #expect(error?.name == "limits.events_burst")
    }

    @Test func aFileThatWasNamedMustExist() async {
        await #expect(throws: CommandFailure.self) {
            _ = try await SettingSources.load(flags: [:], file: "/nowhere/meshes.yaml", environment: [:])
        }
    }
}
