import Logging
import MeshesClient
import MeshesModel
import ServiceLifecycle

/// Runs the demo beside the server: receivers, emitter, the product's page, and the table that shows what happens.
struct DemoShow: Service {
    let plan: DemoPlan
    /// Stand-ins of providers, which listen already.
    let providers: [DemoProvider]
    let credentials: Credentials
    /// Port of the page that embeds the workspaces.
    let hostPort: Int
    let data: String
    /// Yields the server's address once it listens.
    let listening: AsyncStream<String>
    let rate: Double
    /// Ends by itself after so long; nil goes on until it is stopped.
    let duration: Duration?
    let output: Output
    let time: any TimeSource
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await play()
            } catch is CancellationError {
                return
            }
        }
    }

    private func play() async throws {
        guard let url = await listening.first(where: { _ in true }) else { return }
        let client = try management(url)
        try await ServerReady.wait(url: url, time: time)
        let trace = DemoTrace()
        var receivers: [DemoReceiver] = []
        for kind in plan.receivers {
            receivers.append(DemoReceiver(kind, port: try await FreePort.any(), trace: trace, logger: logger))
        }
        let urls = Dictionary(uniqueKeysWithValues: receivers.map { ($0.kind, $0.url) })
        try await withThrowingTaskGroup { group in
            for receiver in receivers where receiver.kind != .late { group.addTask { try await receiver.run() } }
            for receiver in receivers where receiver.kind != .late { try await ServerReady.wait(listening: receiver.port, time: time) }
            let world = try await DemoWorld.build(
                plan, url: url, credentials: credentials, client: client, urls: urls, providers: providers)
            let host = DemoHost(
                port: hostPort, server: url, workspaces: world.customers.map(\.workspace), calls: DemoCalls(providers: providers),
                client: client, logger: logger)
            group.addTask { try await host.run() }
            if !output.isJSON {
                let introduction = DemoIntroduction(
                    url: url, host: host.url, data: data, world: world, hasProviders: !providers.isEmpty, paint: output.paint)
                Output.write(introduction.text)
            }
            for receiver in receivers where receiver.kind == .late {
                group.addTask {
                    try await time.sleep(for: DemoPlan.Receiver.downtime)
                    try await receiver.run()
                }
            }
            group.addTask { try await DemoEmitter(world: world, trace: trace, rate: rate).run() }
            if !providers.isEmpty { group.addTask { try await DemoMishaps(providers: providers, time: time).run() } }
            let display = DemoDisplay(
                url: url, host: host.url, data: data, world: world, providers: providers, trace: trace, client: client, output: output,
                time: time)
            try await display.run(for: duration)
            group.cancelAll()
        }
    }

    private func management(_ url: String) throws -> ManagementClient {
        guard let organization = OrganizationID(credentials.organizationID) else {
            throw CommandFailure("The organisation id \(credentials.organizationID) cannot be read.")
        }
        return try ManagementClient(
            url: url, organization: organization, accessKey: credentials.accessKey, secretKey: Secret(credentials.secretKey))
    }
}
