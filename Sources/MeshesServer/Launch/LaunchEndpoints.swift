import HTTPTypes
import Hummingbird
import MeshesModel

/// The documents that launch URLs lead to (embed.md 7). Everything else below `/workspace` is reached within them, so a
/// request for it here is answered like one with a bad launch token.
struct LaunchEndpoints {
    let services: AppServices
    let settings: EmbedSettings

    var all: [Endpoint] {
        ["/workspace", "/workspace/{path...}"].map { path in
            Endpoint(
                path == "/workspace" ? "getWorkspaceRoot" : "getWorkspacePage", .get, path, gate: .launch, ok: [200], refusals: [404],
                isAPI: false, answer: page)
        }
    }

    @Sendable private func page(_ call: Call) async throws -> Reply {
        guard let assets = LaunchAssets(services.files) else {
            throw MeshesError(.notFound, "This server was built without its pages.")
        }
        let nonce = Base64URL.encode(services.ids.randomBytes(16))
        guard let session = try await session(call) else {
            let policy = LaunchPolicy(nonce: nonce, ancestors: LaunchPolicy.ancestors(settings.defaultOrigins))
            return LaunchDocument.failure(assets, policy)
        }
        SessionAudit.launched.write(session, referrer: call.request.headers[.referer], to: services.logger)
        let policy = LaunchPolicy(nonce: nonce, ancestors: LaunchPolicy.ancestors(session.allowedOrigins ?? []))
        return try LaunchDocument.shell(session, assets, policy)
    }

    /// Uses the token up, unless the request is one that no person looks at.
    private func session(_ call: Call) async throws -> EmbedSession? {
        var query = call.query
        guard let page = LaunchPage(rawValue: call.parameters.text("path")), call.request.isNavigation(into: ["iframe", "document"]),
            let token = query.text("launch"), token.utf8.count <= 256
        else { return nil }
        return try await services.store.sessions.consumeLaunch(hash: LaunchToken.hash(token), page: page)
    }
}
