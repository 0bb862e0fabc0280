import HTTPTypes
import Hummingbird
import MeshesModel

/// The HTML of launch documents: an empty shell with the addresses of its scripts and styles, no data and no credential.
enum LaunchDocument {
    /// What the scripts find in the page.
    private struct Bootstrap: Encodable {
        var sessionID: String
        var page: LaunchPage
        /// Null lets any origin that the frame policy lets.
        @ExplicitNull var allowedOrigins: [String]?
        var appearance: Appearance

        enum CodingKeys: String, CodingKey {
            case page, appearance
            case sessionID = "session_id"
            case allowedOrigins = "allowed_origins"
        }
    }

    static func shell(_ session: EmbedSession, _ assets: LaunchAssets, _ policy: LaunchPolicy) throws -> Reply {
        let bootstrap = Bootstrap(
            sessionID: EmbedSession.text(session.id), page: session.launchPage,
            allowedOrigins: session.allowedOrigins.map { $0.map(\.description) }, appearance: session.appearance)
        // Whatever the values are, nothing in them can end the script element.
        let json = String(decoding: try Reply.encode(bootstrap), as: UTF8.self).replacing("<", with: "\\u003c")
        let theme = session.appearance.theme.flatMap { $0 == .auto ? nil : " data-theme=\"\($0.rawValue)\"" } ?? ""
        // The texts are English; only numbers and times follow the locale of the appearance.
        return reply(
            .ok, policy,
            """
            <!doctype html>
            <html lang="en"\(theme)>
            \(head("Meshes", assets))
            <body>
            <script type="application/json" id="meshes-embed">\(json)</script>
            <script type="module" src="\(assets.app)" nonce="\(policy.nonce)"></script>
            </body>
            </html>

            """)
    }

    static func failure(_ assets: LaunchAssets, _ policy: LaunchPolicy) -> Reply {
        reply(
            .unauthorized, policy,
            """
            <!doctype html>
            <html lang="en">
            \(head(failureTitle, assets))
            <body>
            <main class="state" role="alert">
            <h1>\(failureTitle)</h1>
            <p class="muted">A launch link opens once and only for a short time. Reload the page that this view is part of to get a fresh one.</p>
            </main>
            <script type="module" src="\(assets.failure)" nonce="\(policy.nonce)"></script>
            </body>
            </html>

            """)
    }

    private static let failureTitle = "Invalid or expired embed launch token"

    private static func head(_ title: String, _ assets: LaunchAssets) -> String {
        """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(title)</title>
        <link rel="stylesheet" href="\(assets.styles)">
        </head>
        """
    }

    private static func reply(_ status: HTTPResponse.Status, _ policy: LaunchPolicy, _ html: String) -> Reply {
        var reply = Reply(status, body: ByteBuffer(string: html), contentType: "text/html; charset=utf-8")
        reply.headers = policy.headers
        return reply
    }
}
