import Foundation
import MeshesModel
import MeshesTestSupport
import Testing

/// What holds for every connection that was made by signing in, whatever its provider.
@Suite struct SignInConnectionTests {
    /// The stand-in's consent page refuses to be asked in another way than the provider's.
    @Test(arguments: SignInCase.all)
    func theConsentPageIsAskedAsTheProviderWantsIt(_ type: SignInCase) async throws {
        try await type.run { server, fake, _, _ in
            var run = try await SignInRun.begin(server, type: type.type.rawValue, name: "Second")
            try await run.open()
            let back = try #require(fake.visit(run.consent), "\(run.consent)")
            let items = URLComponents(string: back)?.queryItems ?? []
            #expect(back.hasPrefix(run.parameter("redirect_uri") + "?"))
            #expect(items.first { $0.name == "state" }?.value == run.parameter("state"))
            let code = items.first { $0.name == "code" }?.value
            #expect(try await run.comeBack(code: code, type: type.type.rawValue).status == 200)
        }
    }

    @Test(arguments: SignInCase.all)
    func aRuleIsShownWithoutBeingCarriedOut(_ type: SignInCase) async throws {
        try await type.run { server, fake, _, rule in
            let calls = fake.targets.count
            let path = "/api/v1/rules/\(rule["id"]?.string ?? "")/preview"
            let reply = try await server.send(.post, path, json: ["payload": ["email": "ada@example.com"]])
            #expect(reply["ok"] == true, "\(reply.text)")
            #expect(reply["requests"]?.array?.isEmpty == false)
            for secret in fake.tokens.secrets { #expect(!reply.text.contains(secret)) }
            #expect(fake.targets.count == calls)
        }
    }

    /// Messages to a channel need no address; all the others are about a person.
    @Test(arguments: SignInCase.all.filter { ![.slack, .discord].contains($0.type) }, [["name": "Ada"], ["address": "ada@example.com"]] as [JSONObject])
    func nobodyIsReachedWithoutAnAddress(_ type: SignInCase, _ payload: JSONObject) async throws {
        try await type.run { server, fake, connection, rule in
            let calls = fake.targets.count
            let attempt = try await server.attempt("user.signup", rule, payload: payload, when: "failed")
            #expect(attempt["outcome_code"] == "mapping_error")
            #expect(fake.targets.count == calls)
            #expect(try await server.connection(connection)["active"] == true)
        }
    }
}
