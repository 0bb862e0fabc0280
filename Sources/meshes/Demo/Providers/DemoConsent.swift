import AsyncHTTPClient
import MeshesClient
import MeshesModel
import NIOCore
import NIOHTTP1

/// Signs in at a provider's stand-in as the browser of a person does, who says yes at once.
struct DemoConsent: Sendable {
    /// Address of the Meshes server.
    let url: String
    let client: ManagementClient

    /// Makes a connection and gives its id.
    func connection(_ name: String, type: IntegrationType, in workspace: WorkspaceID) async throws -> ConnectionID {
        let start = try await api(
            .POST, "/connections/authorize",
            ["workspace": .string(workspace.description), "type": .string(type.rawValue), "name": .string(name)])
        guard let ticket = start["ticket"]?.string, let window = start["authorize_url"]?.string else { throw failure(name, start.compactText) }
        let opened = try await visit(window)
        let cookie = (opened.headers.first(name: "Set-Cookie") ?? "").prefix { $0 != ";" }
        guard let consent = opened.headers.first(name: "Location") else { throw failure(name, "the window did not open") }
        guard let back = try await visit(consent).headers.first(name: "Location") else { throw failure(name, "no consent") }
        _ = try await visit(back, cookie: String(cookie))
        let progress = try await api(.GET, "/connections/authorize/\(ticket)")
        guard let id = progress["connection_id"]?.string.flatMap({ ConnectionID($0) }) else { throw failure(name, progress.compactText) }
        return id
    }

    private func api(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        var request = HTTPClientRequest(url: url + "/api/v1" + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(client.token())")
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body.compactText))
        }
        let answer = try await HTTPClient.meshes.execute(request, timeout: .seconds(10))
        return try JSONValue(parsing: Array(buffer: try await answer.body.collect(upTo: 65_536)))
    }

    private func visit(_ address: String, cookie: String? = nil) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address)
        if let cookie { request.headers.add(name: "Cookie", value: cookie) }
        let answer = try await HTTPClient.meshes.execute(request, timeout: .seconds(10))
        _ = try await answer.body.collect(upTo: 1_048_576)
        return answer
    }

    private func failure(_ name: String, _ reason: String) -> CommandFailure {
        CommandFailure("The demo could not sign in to its \(name): \(reason)")
    }
}
