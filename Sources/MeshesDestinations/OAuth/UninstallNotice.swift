import Crypto
import Foundation
public import MeshesModel

/// A call in which somebody says that an account has removed the operator's app. Anybody can make such a call.
public struct UninstallNotice: Sendable {
    public var authorization: String?
    public var body: JSONObject

    public init(authorization: String?, body: JSONObject) {
        self.authorization = authorization
        self.body = body
    }

    /// Whether the call proves by HTTP Basic that its maker knows the app's secret. Takes the same time for every guess.
    func isBasic(of app: OAuthApp) -> Bool {
        let pair = Data("\(app.clientID):\(app.clientSecret.reveal())".utf8).base64EncodedString()
        return SHA256.hash(data: Data((authorization ?? "").utf8)) == SHA256.hash(data: Data("Basic \(pair)".utf8))
    }
}

/// Who has removed the app.
public struct UninstalledAccount: Hashable, Sendable {
    /// `OAuthAccount.id`.
    public var account: String
    /// `OAuthAccount.user`; nil for everybody of the account.
    public var user: String?

    public init(account: String, user: String? = nil) {
        self.account = account
        self.user = user
    }
}
