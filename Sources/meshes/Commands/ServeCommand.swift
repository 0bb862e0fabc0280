import ArgumentParser
import Logging
import MeshesModel
import MeshesServer
import MeshesStorage

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the server until SIGTERM or Ctrl-C.",
        discussion: """
            API, delivery and store in one process; nothing else is needed:
              meshes serve --data ./data
              meshes serve --data /var/lib/meshes --host 0.0.0.0 --port 8080
            On an empty store it sets itself up, prints the keys once and keeps them in credentials.json (mode 0600) in \
            the data directory.
            Every setting has an environment name and a place in meshes.yaml: meshes doctor --settings
            """)

    @Option(name: .long, help: "Address to listen on. Also MESHES_HOST.")
    var host: String?

    @Option(name: .long, help: "Port to listen on; 0 takes a free one. Also MESHES_PORT.")
    var port: String?

    @Option(name: .long, help: "What this node does: api, dispatch or both. Also MESHES_ROLES.")
    var roles: String?

    @OptionGroup(title: "Settings") var options: ServerOptions

    func run() async throws {
        let sources = try await options.load(["host": host, "port": port, "roles": roles])
        let settings = try Settings(sources)
        guard settings.database != nil || settings.roles.count == NodeRole.allCases.count else {
            throw CommandFailure("\(SettingTable.roles.environmentName): one role alone needs a database that others share; set \(SettingTable.database.environmentName), or leave it at \(SettingTable.roles.standard).")
        }
        try LogSetup.start(sources)
        let logger = Logger(label: "meshes")
        let lock = try DataDirectory.prepare(settings.data).lock()
        defer { lock.release() }

        let metrics = PrometheusMetrics()
        let store = try await OpenedStore.open(settings, options: CommitMetrics(metrics, logger: logger).options)
        try lock.note(ServerKeys(store.sealedValues.keys).note)
        try await setUpIfEmpty(store, settings)
        let node = try Node(settings: settings, store: store, metrics: metrics, logger: logger)
        try await node.run { port in
            let url = settings.publicURL(listeningOn: port)
            CredentialsFile.renew(url: url, in: settings.data, logger: logger)
            logger.info("Meshes \(Meshes.version) listens on \(settings.host):\(port)", metadata: ["url": "\(url)", "data": "\(settings.data)", "store": "\(settings.storePlace)"])
        }
        logger.info("Meshes has stopped")
    }

    private func setUpIfEmpty(_ store: Store, _ settings: Settings) async throws {
        let credentials = try await Installation(store: store).setUp(
            organization: "My company", workspace: "Default", url: settings.publicURL(listeningOn: settings.port))
        guard let credentials else { return }
        try CredentialsFile.write(credentials, in: settings.data)
        let output = Output(json: options.json)
        if output.isJSON { try output.json(credentials) } else { credentials.show(on: output, savedIn: CredentialsFile.path(in: settings.data)) }
    }
}
