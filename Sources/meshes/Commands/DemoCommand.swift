import ArgumentParser
import Logging
import MeshesModel
import MeshesServer

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show everything at work: a server, customers, receivers that fail, deliveries live, the embedded pages.",
        discussion: """
            Needs nothing and leaves nothing behind; Ctrl-C ends it:
              meshes demo
            For a recording or a test:
              meshes demo --seconds 60 --rate 5
            With HubSpot, Slack, Mailchimp and every other provider, each played by a stand-in on this machine:
              meshes demo --destinations
            """)

    @Flag(name: .long, help: "Deliver to stand-ins of all providers too; no account is needed.")
    var destinations = false

    @Option(name: .long, help: "Port of the server; the next free one when it is taken.")
    var port = 8080

    @Option(name: .long, help: "Events a second.")
    var rate = 3.0

    @Option(name: .long, help: "Ends by itself after so many seconds.")
    var seconds: Int?

    @Option(name: .long, help: "Wait before each attempt of a delivery.")
    var retryDelays = DemoPlan.retryDelays

    @Option(name: .long, help: "Least level of log lines, which go to standard error.")
    var logLevel: LogLevel = .critical

    @Flag(name: .long, help: "Print JSON lines and nothing else.")
    var json = false

    func validate() throws {
        guard rate > 0, rate <= 200 else { throw ValidationError("--rate must lie between 0 and 200.") }
        guard seconds ?? 1 > 0 else { throw ValidationError("--seconds must be greater than 0.") }
    }

    func run() async throws {
        LogSetup.start(level: logLevel.level, format: .auto)
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let plan: DemoPlan = destinations ? .destinations : .webhooks
        let providers = destinations ? try await DemoProviders.start() : []
        let settings = try Settings(sources(directory, port: try await FreePort.from(port), providers: providers))
        let metrics = PrometheusMetrics()
        let store = try await OpenedStore.open(settings, options: CommitMetrics(metrics, logger: Logger(label: "meshes")).options)
        let url = settings.publicURL(listeningOn: settings.port)
        let credentials = try await Installation(store: store).setUp(
            organization: "Demo", workspace: DemoPlan.firstCustomer, url: url)
        guard let credentials else { throw CommandFailure("The demo's store is set up already.") }
        try CredentialsFile.write(credentials, in: settings.data)

        let (listening, input) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
        let logger = Logger(label: "meshes")
        let show = DemoShow(
            plan: plan, providers: providers, credentials: credentials, hostPort: try await FreePort.from(settings.port + 1),
            data: settings.data, listening: listening, rate: rate,
            duration: seconds.map { .seconds($0) }, output: Output(json: json), time: store.time, logger: logger)
        let node = try Node(settings: settings, store: store, metrics: metrics, logger: logger)
        try await node.run(companions: [show]) { _ in input.yield(url) }
    }

    /// Nothing of the machine's own settings: the demo looks the same everywhere.
    private func sources(_ directory: TemporaryDirectory, port: Int, providers: [DemoProvider]) -> SettingSources {
        var flags: [String: String] = [
            "data": directory.path, "port": "\(port)", "webhooks.allow_http": "allowListed",
            "webhooks.allowed_cidrs": "127.0.0.1/32", "delivery.retry_delays": retryDelays, "delivery.poll_interval": "1s",
            "limits.management_per_second": "0", "limits.events_per_second": "0", "drain": "0s",
        ]
        for provider in providers { flags.merge(provider.settings) { _, new in new } }
        return SettingSources(flags: flags, environment: [:], file: nil)
    }
}

extension LogLevel: ExpressibleByArgument {}
