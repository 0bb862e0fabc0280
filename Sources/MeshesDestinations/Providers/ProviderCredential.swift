import Foundation
import MeshesModel

/// How calls prove for whom they are made: one header.
struct ProviderCredential: Hashable, Sendable {
    let header: String
    let value: Secret
    /// The secret itself, which must not appear in anything that is kept.
    let secret: Secret
    /// What rate limits and locks are kept by; the secret itself, unless it changes while the account stays the same.
    let identity: String

    private init(header: String, value: Secret, secret: Secret, identity: String? = nil) {
        self.header = header
        self.value = value
        self.secret = secret
        self.identity = identity ?? String(secret.hashValue)
    }

    /// - Parameter account: whose token it is, for tokens that are renewed.
    static func bearer(_ token: Secret, of account: String? = nil) -> ProviderCredential {
        ProviderCredential(header: "Authorization", value: Secret("Bearer " + token.reveal()), secret: token, identity: account)
    }

    static func basic(user: String, password: Secret) -> ProviderCredential {
        let pair = Data("\(user):\(password.reveal())".utf8).base64EncodedString()
        return ProviderCredential(header: "Authorization", value: Secret("Basic " + pair), secret: password)
    }

    /// HTTP Basic with the key as the user and no password.
    static func basic(key: Secret) -> ProviderCredential {
        let pair = Data("\(key.reveal()):".utf8).base64EncodedString()
        return ProviderCredential(header: "Authorization", value: Secret("Basic " + pair), secret: key)
    }

    /// A token under another name than `Bearer`.
    static func token(_ scheme: String, _ token: Secret) -> ProviderCredential {
        ProviderCredential(header: "Authorization", value: Secret("\(scheme) \(token.reveal())"), secret: token)
    }

    /// - Parameter account: whose key it is, where all keys of an account share a limit.
    static func header(_ name: String, _ value: Secret, of account: String? = nil) -> ProviderCredential {
        ProviderCredential(header: name, value: value, secret: value, identity: account)
    }
}
