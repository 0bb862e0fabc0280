import HTTPTypes
import Hummingbird
import MeshesModel

/// The documentation, as pages.
struct DocumentationEndpoints {
    let files: StaticFiles

    /// Pages of ours only, nothing inline, not to be framed.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    var all: [Endpoint] {
        [
            Endpoint(page: "getDocumentation", "/docs", refusals: [304, 404], answer: page),
            Endpoint(page: "getDocumentationPage", "/docs/{path...}", refusals: [304, 404], answer: page),
        ]
    }

    /// `/docs/embed` is `embed.html`, a folder its `index.html`.
    @Sendable private func page(_ call: Call) async throws -> Reply {
        let rest = call.parameters.text("path")
        let path = rest.isEmpty ? "/docs" : "/docs/" + rest
        guard let file = [path, path + ".html", path + "/index.html"].lazy.compactMap({ files.file(at: $0) }).first else {
            throw MeshesError.notFound("Page")
        }
        var reply = Reply(file, to: call.request, caching: .revalidated)
        reply.headers[.contentSecurityPolicy] = Self.policy
        return reply
    }
}
