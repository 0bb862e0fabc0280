import ArgumentParser
import Logging
import MeshesModel

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Create the organisation, the first workspace and the first keys; print each secret once.",
        discussion: """
            For people, keeping the keys for the client commands:
              meshes setup --data ./data --save
            For scripts:
              meshes setup --data ./data --json | jq -r .access_key
            A store that is set up already is refused. `meshes serve` on an empty store does the same by itself.
            """)

    @Option(name: .long, help: "Name of the organisation: 1 to 128 characters.")
    var name = "My company"

    @Option(name: .long, help: "Name of the first workspace: 3 to 50 letters, digits, spaces, _ or -.")
    var workspace = "Default"

    @Flag(name: .long, help: "Keep the keys in credentials.json (mode 0600) in the data directory.")
    var save = false

    @OptionGroup(title: "Settings") var options: ServerOptions

    func validate() throws {
        if let problem = StringRule.organizationName.problem(with: name) { throw ValidationError("--name \(problem).") }
        if let problem = StringRule.workspaceName.problem(with: workspace) { throw ValidationError("--workspace \(problem).") }
    }

    func run() async throws {
        let sources = try await options.load()
        let settings = try Settings(sources)
        let output = Output(json: options.json)
        LogSetup.start(level: .warning, format: .auto)
        let directory = try DataDirectory.prepare(settings.data)
        let lock = try directory.lock()
        defer { lock.release() }
        let credentials = try await OpenedStore.with(settings) { store in
            try await Installation(store: store).setUp(
                organization: name, workspace: workspace, url: settings.port == 0 ? nil : settings.publicURL(listeningOn: settings.port))
        }
        guard let credentials else {
            throw CommandFailure("The store \(settings.storePlace) is set up already; its secrets cannot be shown again.")
        }
        if save { try CredentialsFile.write(credentials, in: settings.data) }
        if output.isJSON { return try output.json(credentials) }
        credentials.show(on: output, savedIn: save ? CredentialsFile.path(in: settings.data) : nil)
        output.say("Start the server: meshes serve --data \(settings.data)")
    }
}
