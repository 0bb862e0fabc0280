import Hummingbird
import Logging
import MeshesClient
import MeshesModel

/// The product of the demo: a page that embeds its customers' workspaces, and a backend of its own that mints sessions.
/// It is another site than the Meshes server (`localhost`, not `127.0.0.1`), as in real life.
struct DemoHost: Sendable {
    let port: Int
    /// Address of the Meshes server.
    let server: String
    let workspaces: [API.Workspace]
    let calls: DemoCalls
    let client: ManagementClient
    let logger: Logger

    var url: String { "http://localhost:\(port)" }

    /// Serves until the task is cancelled.
    func run() async throws {
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)), logger: logger)
        try await application.run()
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        for file in DemoHostFile.allCases {
            router.get(RouterPath(file.path)) { _, _ in file.response(server: server) }
        }
        router.get("/world") { _, _ in DemoHostWorld(embed: server, customers: workspaces.map(\.name)) }
        router.get("/calls") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: calls.text)))
        }
        router.post("/session") { request, context in
            try await mint(request.decode(as: DemoHostChoices.self, context: context))
        }
        router.post("/session/:id/refresh") { _, context in
            try await DemoHostSession(client.refreshSession(context.parameters.require("id")))
        }
        return router
    }

    private func mint(_ choices: DemoHostChoices) async throws -> DemoHostSession {
        guard workspaces.indices.contains(choices.customer) else { throw HTTPError(.notFound) }
        return try await DemoHostSession(client.createSession(choices.session(in: workspaces[choices.customer].id, origin: url)))
    }
}
