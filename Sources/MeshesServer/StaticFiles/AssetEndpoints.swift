import HTTPTypes
import Hummingbird
import MeshesModel

/// Scripts and styles of the pages, and the script for pages of hosts.
struct AssetEndpoints {
    let files: StaticFiles

    var all: [Endpoint] {
        [
            Endpoint(page: "getAsset", "/assets/{file}", refusals: [304, 404], answer: asset),
            Endpoint(page: "getHostScript", "/embed.js", refusals: [304, 404], answer: hostScript),
        ]
    }

    @Sendable private func asset(_ call: Call) async throws -> Reply {
        guard let file = files.file(at: "/assets/" + call.parameters.text("file")) else { throw MeshesError.notFound("File") }
        return Reply(file, to: call.request, caching: .immutable)
    }

    /// Hosts load it from another origin, also as a module.
    @Sendable private func hostScript(_ call: Call) async throws -> Reply {
        guard let file = files.file(at: "/embed.js") else { throw MeshesError.notFound("File") }
        var reply = Reply(file, to: call.request, caching: .revalidated)
        reply.headers[.accessControlAllowOrigin] = "*"
        return reply
    }
}
