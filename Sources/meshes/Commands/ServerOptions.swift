import ArgumentParser

/// Settings that the server's commands take on the command line; all others come from the environment or the file.
struct ServerOptions: ParsableArguments {
    @Option(name: .long, help: "Directory of the store, the key and meshes.yaml. Also MESHES_DATA.")
    var data: String?

    @Option(name: .long, help: "Settings file; otherwise meshes.yaml in the data directory.")
    var config: String?

    @Option(name: .long, help: "Least level of log lines. Also MESHES_LOG_LEVEL.")
    var logLevel: String?

    @Flag(name: .long, help: "Print JSON and nothing else.")
    var json = false

    /// - Parameter more: further flags of one command, by setting path.
    func load(_ more: [String: String?] = [:]) async throws -> SettingSources {
        var flags = more.compactMapValues { $0 }
        flags["data"] = data
        flags["log_level"] = logLevel
        return try await SettingSources.load(flags: flags, file: config)
    }
}
