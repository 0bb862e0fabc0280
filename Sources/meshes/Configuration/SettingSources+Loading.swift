import Configuration
import Foundation

extension SettingSources {
    /// Reads the environment and the settings file.
    ///
    /// - Parameters:
    ///   - flags: values given on the command line.
    ///   - file: path given with `--config`, which must exist; nil looks for `meshes.yaml` in the data directory.
    static func load(
        flags: [String: String], file: String?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> SettingSources {
        let withoutFile = SettingSources(flags: flags, environment: environment, file: nil)
        let path = try file ?? withoutFile.value(SettingTable.data) + "/meshes.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            guard file == nil else { throw CommandFailure("There is no settings file \(path).") }
            return withoutFile
        }
        do {
            let content = try await FileProvider<YAMLSnapshot>(filePath: .init(path))
            return SettingSources(flags: flags, environment: environment, file: (path, content))
        } catch {
            throw CommandFailure("The settings file \(path) cannot be read: \(error).")
        }
    }
}
