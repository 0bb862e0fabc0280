import Crypto
import Foundation
import MeshesModel
import Testing

@testable import MeshesClient

/// The token that the published clients send (api.md 3.2), taken apart again.
struct MachineTokenTests {
    private static let secret = "k3Y_of-43-characters-0123456789abcdefghijklm"

    private func parts() throws -> (header: JSONValue, claims: JSONValue, signed: String, signature: Data) {
        let organization = try #require(OrganizationID("6f1c7d52-1f0a-4c55-9a51-0d5b1a8f3c11"))
        let token = MachineToken.mint(
            organization: organization, accessKey: "mk_abcdefghijklmnopqrstuv", secretKey: Secret(Self.secret),
            now: Timestamp(milliseconds: 1_774_137_600_999))
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        try #require(parts.count == 3)
        return (
            try JSONValue(parsing: [UInt8](try decoded(parts[0]))), try JSONValue(parsing: [UInt8](try decoded(parts[1]))),
            "\(parts[0]).\(parts[1])", try decoded(parts[2])
        )
    }

    private func decoded(_ text: String) throws -> Data {
        #expect(!text.contains("=") && !text.contains("+") && !text.contains("/"))
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        return try #require(Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)))
    }

    @Test func headerNamesTheKey() throws {
        let header = try parts().header
        #expect(header["alg"] == "HS256" && header["typ"] == "JWT" && header["kid"] == "mk_abcdefghijklmnopqrstuv")
        #expect(header.object?.count == 3)
    }

    @Test func claimsLastThirtySecondsFromTheWholeSecond() throws {
        let claims = try parts().claims
        #expect(claims["iss"] == "urn:meshes:m2m:mk_abcdefghijklmnopqrstuv")
        #expect(claims["aud"] == "meshes-api")
        #expect(claims["org"] == "6f1c7d52-1f0a-4c55-9a51-0d5b1a8f3c11")
        #expect(claims["iat"] == 1_774_137_600)
        #expect(claims["exp"] == 1_774_137_630)
    }

    @Test func signatureIsOverTheTextWithTheSecretsOwnBytes() throws {
        let parts = try parts()
        #expect(
            HMAC<SHA256>.isValidAuthenticationCode(
                parts.signature, authenticating: Data(parts.signed.utf8), using: SymmetricKey(data: Data(Self.secret.utf8))))
    }
}
