import HTTPTypes
import Hummingbird
import MeshesModel
import NIOCore

/// The page on which a sign-in ends: in a window of its own, never framed. Its script tells the page that opened the window
/// and closes it.
struct OAuthPage {
    /// Nil when nothing was connected.
    var connection: Connection.ID?
    var title: String
    var message: String

    static func connected(_ connection: Connection, _ provider: String) -> OAuthPage {
        OAuthPage(
            connection: connection.id, title: "\(provider) is connected",
            message: "You can close this window and go on where you were.")
    }

    static func failed(_ message: String) -> OAuthPage {
        OAuthPage(connection: nil, title: "Not connected", message: "\(message) \(OAuthText.goBack)")
    }

    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    func reply(_ status: HTTPResponse.Status, files: StaticFiles) -> Reply {
        var reply = Reply(status, body: ByteBuffer(string: html(files)), contentType: "text/html; charset=utf-8")
        reply.headers[.contentSecurityPolicy] = Self.policy
        reply.headers[.referrerPolicy] = "no-referrer"
        return reply
    }

    private func html(_ files: StaticFiles) -> String {
        let style = files.path(of: "oauth-callback.css").map { "<link rel=\"stylesheet\" href=\"\($0)\">" } ?? ""
        let script = files.path(of: "oauth-callback.js").map { "<script type=\"module\" src=\"\($0)\"></script>" } ?? ""
        let result = connection.map { "{\"ok\":true,\"connection_id\":\"\($0)\"}" } ?? "{\"ok\":false}"
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title.escapedForHTML)</title>
            \(style)
            <script type="application/json" id="meshes-oauth">\(result)</script>
            \(script)
            </head>
            <body>
            <main>
            <h1>\(title.escapedForHTML)</h1>
            <p>\(message.escapedForHTML)</p>
            </main>
            </body>
            </html>

            """
    }
}

extension String {
    fileprivate var escapedForHTML: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
