import ArgumentParser

/// Which server a client command calls, and as whom.
struct ClientOptions: ParsableArguments {
    @Option(name: .long, help: "Address of the server. Also MESHES_URL.")
    var url: String?

    @Option(name: .long, help: "Directory with credentials.json, as written by setup --save and by the first serve. Also MESHES_DATA.")
    var data: String?

    @Option(name: .long, help: "Organisation. Also MESHES_ORGANIZATION_ID.")
    var organizationID: String?

    @Option(name: .long, help: "Access key. Also MESHES_ACCESS_KEY.")
    var accessKey: String?

    @Option(name: .customLong("secret-key"), help: "Secret key; rather use MESHES_SECRET_KEY, since others can see a command line.")
    var secretKey: String?

    @Option(name: .customLong("workspace"), help: "Workspace to work in. Also MESHES_WORKSPACE_ID.")
    var workspaceID: String?

    @Option(name: .long, help: "Publishable key, for emit. Also MESHES_PUBLISHABLE_KEY.")
    var publishableKey: String?

    @Option(name: .long, help: "Settings file; otherwise meshes.yaml in the data directory.")
    var config: String?

    @Flag(name: .long, help: "Print JSON and nothing else.")
    var json = false

    var flags: [String: String] {
        [
            "url": url, "data": data, "organization_id": organizationID, "access_key": accessKey, "secret_key": secretKey,
            "workspace_id": workspaceID, "publishable_key": publishableKey,
        ].compactMapValues { $0 }
    }

    /// The server and the keys that these options, the environment and the files give.
    func resolve() async throws -> ClientContext {
        try await ClientContext(sources: SettingSources.load(flags: flags, file: config), output: Output(json: json))
    }
}
