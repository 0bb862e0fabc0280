import Foundation
import MeshesModel

/// How calls prove for whom they are made: one header.
struct ProviderCredential: Hashable, Sendable {
    let header: String
    let value: Secret
    /// The secret itself, which must not appear in anything that is kept. Calls with the same one share a rate limit.
    let secret: Secret

    static func bearer(_ token: Secret) -> ProviderCredential {
        ProviderCredential(header: "Authorization", value: Secret("Bearer " + token.reveal()), secret: token)
    }

    static func basic(user: String, password: Secret) -> ProviderCredential {
        let pair = Data("\(user):\(password.reveal())".utf8).base64EncodedString()
        return ProviderCredential(header: "Authorization", value: Secret("Basic " + pair), secret: password)
    }

    static func header(_ name: String, _ value: Secret) -> ProviderCredential {
        ProviderCredential(header: name, value: value, secret: value)
    }
}
