import Foundation
import MeshesDestinations
import MeshesModel

/// The tokens of a stand-in that people sign in to: handed out for a code, renewed, run out, ended.
public struct TokenVault: Sendable {
    struct Issued {
        var access: String
        /// Nil where the provider gives none.
        var refresh: String?
    }
    /// What is wrong with a token call.
    enum Refusal: Error {
        case app, code, refreshToken, revoked
    }
    /// What is wrong with the token of a call.
    enum Fault: Error {
        case missing, expired, revoked, unknown
    }

    let app: OAuthApp
    private let accessMark: String
    private let refreshMark: String
    private let isRotating: Bool

    /// Whether the operator's app is still known.
    public var knowsApp = true
    /// Whether even fresh tokens are called expired.
    public var refusesAll = false
    /// Whether a refresh token that was just spent is taken once more, as long as the new access token was not used.
    public var forgivesFormerRefresh = false
    /// How often a refresh token was taken.
    public private(set) var refreshes = 0
    public private(set) var revocations = 0
    /// Everything that must not get out.
    public private(set) var secrets: [String]

    private var serial = 0
    private var access: String?
    private var refresh: String?
    private var formerRefresh: String?
    private var expired: Set<String> = []
    private(set) var isRevoked = false

    /// - Parameters:
    ///   - access: what access tokens begin with, `refresh` what refresh tokens do.
    ///   - isRotating: whether each refresh spends the refresh token.
    init(_ app: OAuthApp, access: String, refresh: String, isRotating: Bool) {
        self.app = app
        accessMark = access
        refreshMark = refresh
        self.isRotating = isRotating
        secrets = [app.clientSecret.reveal()]
    }

    /// The tokens in use run out.
    public mutating func expire() { if let access { expired.insert(access) } }
    /// The sign-in is taken back.
    public mutating func revoke() { isRevoked = true }
    /// No refresh token is taken any more.
    public mutating func forgetRefreshToken() { (refresh, formerRefresh) = ("gone", nil) }

    /// Does what a token call's form asks for. The code of a good sign-in is `ok`.
    ///
    /// - Parameter isRenewable: whether there is a refresh token.
    mutating func exchange(_ form: [String: String], isRenewable: Bool = true) -> Result<Issued, Refusal> {
        guard form["grant_type"] == "refresh_token" else {
            guard form["code"] == "ok" else { return .failure(.code) }
            isRevoked = false
            return .success(issue(isRenewable: isRenewable))
        }
        guard !isRevoked else { return .failure(.revoked) }
        guard let token = form["refresh_token"], token == refresh || (forgivesFormerRefresh && token == formerRefresh) else {
            return .failure(.refreshToken)
        }
        refreshes += 1
        return .success(issue(isRenewable: true))
    }

    private mutating func issue(isRenewable: Bool) -> Issued {
        serial += 1
        let token = "\(accessMark)\(serial)"
        expire()
        access = token
        secrets.append(token)
        guard isRenewable else { return Issued(access: token) }
        if isRotating || refresh == nil || refresh == "gone" {
            (formerRefresh, refresh) = (refresh, "\(refreshMark)\(serial)")
            secrets.append("\(refreshMark)\(serial)")
        }
        return Issued(access: token, refresh: refresh)
    }

    /// Whether a token call names the app, in its form.
    func knowsForm(_ form: [String: String]) -> Bool {
        knowsApp && form["client_id"] == app.clientID && form["client_secret"] == app.clientSecret.reveal()
    }

    /// Whether a call names the app, by HTTP Basic.
    func knowsBasic(_ request: ReceivedRequest) -> Bool {
        knowsApp && request.header("authorization") == "Basic " + Data("\(app.clientID):\(app.clientSecret.reveal())".utf8).base64EncodedString()
    }

    /// Judges the token of a call.
    mutating func check(_ request: ReceivedRequest) throws(Fault) {
        guard let header = request.header("authorization"), header.hasPrefix("Bearer ") else { throw .missing }
        let token = header.dropFirst("Bearer ".count)
        if isRevoked { throw .revoked }
        if refusesAll || expired.contains(String(token)) { throw .expired }
        guard token == access ?? "" else { throw .unknown }
        formerRefresh = nil
    }

    /// A revocation call was made.
    mutating func takeBack() {
        revocations += 1
        isRevoked = true
    }
}
