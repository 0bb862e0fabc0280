import Foundation

/// Finds variables that look like settings but are none: mostly typing mistakes.
enum UnknownVariables {
    static func checks(known: Set<String>, environment: [String: String] = ProcessInfo.processInfo.environment) -> [Check] {
        environment.keys.filter { $0.hasPrefix("MESHES_") && !known.contains($0) }.sorted().map {
            .warning("settings", "\($0) is set but is no setting")
        }
    }
}
