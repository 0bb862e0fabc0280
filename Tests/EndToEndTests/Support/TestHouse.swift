import Logging
import MeshesClient
import MeshesModel
import MeshesServer
import MeshesStorage
import MeshesTestSupport
import Testing

@testable import meshes

/// A data directory that outlives the servers which run on it, and the clock that all of them go by.
final class TestHouse: Sendable {
    let time = ManualTime()
    private let folder: TemporaryFolder
    private let settings: Settings

    init() throws {
        folder = try TemporaryFolder()
        settings = try Settings(
            SettingSources(
                flags: ["data": folder.url.path, "host": "127.0.0.1", "port": "0", "drain": "0s"],
                environment: [
                    "MESHES_WEBHOOKS_ALLOW_HTTP": "allowListed", "MESHES_WEBHOOKS_ALLOWED_CIDRS": "127.0.0.1/32",
                    "MESHES_DELIVERY_RETRY_JITTER": "0", "MESHES_LIMITS_MANAGEMENT_PER_SECOND": "0",
                ],
                file: nil))
    }

    /// Makes organisation, workspace and keys, as `meshes setup` does.
    func setUp() async throws -> Credentials {
        let store = try await openStore()
        let credentials = try await Installation(store: store).setUp(organization: "Acme", workspace: "Main", url: nil)
        try await store.close()
        return try #require(credentials)
    }

    /// Runs a server as `meshes serve` does, `body` beside it, and then shuts it down as SIGTERM does.
    func serve(_ credentials: Credentials, _ body: @escaping @Sendable (RunningServer) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let node = try Node(settings: settings, store: try await openStore(), metrics: PrometheusMetrics(), logger: logger)
        let stopSwitch = StopSwitch()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await node.run(companions: [stopSwitch]) { port.yield($0) }
            }
            do {
                if let port = await ports.first(where: { _ in true }) {
                    let server = try RunningServer(port: port, credentials: credentials, time: time)
                    try await server.ready()
                    try await body(server)
                }
            } catch {
                stopSwitch.press()
                try await tasks.waitForAll()
                throw error
            }
            stopSwitch.press()
            try await tasks.waitForAll()
        }
    }

    private func openStore() async throws -> Store {
        let directory = try DataDirectory.prepare(settings.data)
        return try await Store.open(
            sqlite: directory.storePath, keys: try KeyRing(file: KeyFile(inDirectory: settings.data)), time: time,
            ids: IdentifierSource(time: time))
    }
}
