import HTTPTypes
import MeshesModel

/// What a browser may do with a launch document: run our scripts and styles, talk to us, and be framed by some.
struct LaunchPolicy {
    let nonce: String
    /// Sources that may frame it, every level of them.
    let ancestors: String

    /// Without a list any https page may, and this machine's for development.
    static func ancestors(_ origins: [WebOrigin]) -> String {
        origins.isEmpty ? "https: http://localhost:* http://127.0.0.1:*" : origins.map(\.description).joined(separator: " ")
    }

    var headers: HTTPFields {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self' 'nonce-\(nonce)'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors \(ancestors)"
        headers[.referrerPolicy] = "no-referrer"
        headers[.permissionsPolicy] = Self.permissions
        return headers
    }

    /// Pages copy ids to the clipboard and need nothing else.
    private static let permissions =
        [
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
            "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
            "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
            "xr-spatial-tracking",
        ].map { $0 + "=()" }.joined(separator: ", ") + ", clipboard-write=(self)"
}
