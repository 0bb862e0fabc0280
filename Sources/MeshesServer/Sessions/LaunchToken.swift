import Crypto
import MeshesModel
import MeshesStorage

/// A new launch token: 256 random bits that open one document.
struct LaunchToken {
    let text: String
    let expiresAt: Timestamp

    init(_ services: AppServices, lifetime: Duration) {
        text = Base64URL.encode(services.ids.randomBytes(32))
        expiresAt = services.time.now() + lifetime
    }

    /// What is kept of it.
    var ticket: LaunchTicket { LaunchTicket(hash: Self.hash(text), expiresAt: expiresAt) }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// - Parameter base: without a slash at the end.
    func url(_ base: String, _ page: LaunchPage) -> String { base + page.path + "?launch=" + text }
}
