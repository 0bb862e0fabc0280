import MeshesModel
import MeshesTestSupport
import Testing

/// The table of api.md 3.2, row by row.
@Suite struct MachineTokenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var passes = false
        /// Of a refusal.
        var name = "Unauthorized"
        var change: @Sendable (inout TestToken, Timestamp) -> Void
    }

    static let cases: [Case] = [
        Case(testDescription: "a plain one", passes: true) { _, _ in },
        Case(testDescription: "2: alg none") { token, _ in token.header["alg"] = "none" },
        Case(testDescription: "2: alg HS384") { token, _ in token.header["alg"] = "HS384" },
        Case(testDescription: "2: alg HS512") { token, _ in token.header["alg"] = "HS512" },
        Case(testDescription: "2: alg RS256") { token, _ in token.header["alg"] = "RS256" },
        Case(testDescription: "2: alg in lower case") { token, _ in token.header["alg"] = "hs256" },
        Case(testDescription: "2: no alg") { token, _ in token.header["alg"] = nil },
        Case(testDescription: "3: typ in lower case", passes: true) { token, _ in token.header["typ"] = "jwt" },
        Case(testDescription: "3: no typ", passes: true) { token, _ in token.header["typ"] = nil },
        Case(testDescription: "3: another typ") { token, _ in token.header["typ"] = "at+jwt" },
        Case(testDescription: "3: crit") { token, _ in token.header["crit"] = ["exp"] },
        Case(testDescription: "4: no kid") { token, _ in token.header["kid"] = nil },
        Case(testDescription: "4: kid of another form") { token, _ in token.header["kid"] = "mk_short" },
        Case(testDescription: "4: unknown kid") { token, _ in
            token.header["kid"] = "mk_0000000000000000000000"
            token.claims["iss"] = "urn:meshes:m2m:mk_0000000000000000000000"
        },
        Case(testDescription: "5: another secret") { token, _ in token.secret = String(repeating: "x", count: 43) },
        Case(testDescription: "6: another iss") { token, _ in token.claims["iss"] = "urn:meshes:m2m:mk_other" },
        Case(testDescription: "6: no iss") { token, _ in token.claims["iss"] = nil },
        Case(testDescription: "7: aud in an array", passes: true) { token, _ in token.claims["aud"] = ["other", "meshes-api"] },
        Case(testDescription: "7: another aud") { token, _ in token.claims["aud"] = "meshes-embed" },
        Case(testDescription: "7: array of others") { token, _ in token.claims["aud"] = ["other"] },
        Case(testDescription: "7: no aud") { token, _ in token.claims["aud"] = nil },
        Case(testDescription: "8: org in upper case", passes: true) { token, _ in
            token.claims["org"] = token.claims["org"]?.string.map { .string($0.uppercased()) }
        },
        Case(testDescription: "8: another org") { token, _ in token.claims["org"] = "6f1c1d2e-0a53-4a4e-9a51-0b2c3d4e5f60" },
        Case(testDescription: "8: org is no UUID") { token, _ in token.claims["org"] = "acme" },
        Case(testDescription: "9: no iat", name: "StaleToken") { token, _ in token.claims["iat"] = nil },
        Case(testDescription: "9: no exp", name: "StaleToken") { token, _ in token.claims["exp"] = nil },
        Case(testDescription: "9: iat with a fraction", name: "StaleToken") { token, now in
            token.claims["iat"] = .double(Double(now.seconds) + 0.5)
        },
        Case(testDescription: "9: exp as text", name: "StaleToken") { token, now in
            token.claims["exp"] = .string(String(now.seconds + 30))
        },
        Case(testDescription: "10: 60 seconds of life", passes: true) { token, now in
            token.claims["exp"] = .integer(now.seconds + 60)
        },
        Case(testDescription: "10: 61 seconds of life", name: "StaleToken") { token, now in
            token.claims["exp"] = .integer(now.seconds + 61)
        },
        Case(testDescription: "10: no life", name: "StaleToken") { token, now in token.claims["exp"] = .integer(now.seconds) },
        Case(testDescription: "10: ends before it starts", name: "StaleToken") { token, now in
            token.claims["exp"] = .integer(now.seconds - 1)
        },
        Case(testDescription: "10: numbers at the ends of their range", name: "StaleToken") { token, _ in
            token.claims["iat"] = .integer(.min)
            token.claims["exp"] = .integer(.max)
        },
        Case(testDescription: "11: expired 4 seconds ago", passes: true) { token, now in
            token.claims["iat"] = .integer(now.seconds - 34)
            token.claims["exp"] = .integer(now.seconds - 4)
        },
        Case(testDescription: "11: expired 5 seconds ago", name: "StaleToken") { token, now in
            token.claims["iat"] = .integer(now.seconds - 35)
            token.claims["exp"] = .integer(now.seconds - 5)
        },
        Case(testDescription: "11: issued 5 seconds from now", passes: true) { token, now in
            token.claims["iat"] = .integer(now.seconds + 5)
            token.claims["exp"] = .integer(now.seconds + 65)
        },
        Case(testDescription: "11: issued 6 seconds from now", name: "StaleToken") { token, now in
            token.claims["iat"] = .integer(now.seconds + 6)
            token.claims["exp"] = .integer(now.seconds + 36)
        },
        Case(testDescription: "11: nbf 5 seconds from now", passes: true) { token, now in
            token.claims["nbf"] = .integer(now.seconds + 5)
        },
        Case(testDescription: "11: nbf 6 seconds from now", name: "StaleToken") { token, now in
            token.claims["nbf"] = .integer(now.seconds + 6)
        },
        Case(testDescription: "11: nbf as text", name: "StaleToken") { token, _ in token.claims["nbf"] = "now" },
    ]

    @Test(arguments: cases) func isJudged(_ row: Case) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            var token = TestToken(server.tenant.machineKey, now: server.time.now())
            row.change(&token, server.time.now())
            let reply = try await server.send(.get, "/api/v1/workspaces", as: .bearer(token.text))
            #expect(reply.status == (row.passes ? 200 : 401))
            if !row.passes { #expect(reply.errorName == row.name) }
        }
    }

    @Test func sameTextForUnknownKeyWrongSecretAndWrongOrganisation() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            var texts: Set<String> = []
            for change in Self.cases where ["4: unknown kid", "5: another secret", "8: another org"].contains(change.testDescription) {
                var token = TestToken(server.tenant.machineKey, now: server.time.now())
                change.change(&token, server.time.now())
                texts.insert(try await server.send(.get, "/api/v1/workspaces", as: .bearer(token.text)).text)
            }
            #expect(texts.count == 1)
        }
    }

    @Test(arguments: ["", "Bearer", "Basic abc", "Bearer a.b", "Bearer a.b.c.d", "Bearer a.b.c d", "Bearer e30.e30.!!", "Bearer e30=.e30.e30", "Bearer bnVsbA.e30.e30"])
    func otherAuthorizationIsRefused(_ text: String) async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let reply = try await server.send(.get, "/api/v1/workspaces", as: .none, headers: ["Authorization": text])
            #expect(reply.status == 401)
        }
    }

    @Test func schemeIsTakenInAnyCase() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let token = server.token(server.tenant.machineKey)
            for scheme in ["bearer", "BEARER", "Bearer"] {
                let reply = try await server.send(.get, "/api/v1/workspaces", as: .none, headers: ["Authorization": "\(scheme) \(token)"])
                #expect(reply.status == 200)
            }
        }
    }

    @Test func oneTokenServesManyRequestsUntilItsTimeIsOver() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let token = server.token(server.tenant.machineKey)
            for _ in 0..<3 { #expect(try await server.send(.get, "/api/v1/workspaces", as: .bearer(token)).status == 200) }
            server.time.advance(by: .seconds(34))
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .bearer(token)).status == 200)
            server.time.advance(by: .seconds(1))
            let late = try await server.send(.get, "/api/v1/workspaces", as: .bearer(token))
            #expect(late.errorName == "StaleToken")
        }
    }

    @Test func revokedKeyStopsWithinSeconds() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let key = server.tenant.machineKey
            let token = server.token(key)
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .bearer(token)).status == 200)
            try await server.store.machineKeys.revoke(server.tenant.access, key.id)
            server.time.advance(by: .seconds(6))
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .bearer(token)).status == 401)
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .key(key)).status == 401)
        }
    }

    @Test func expiredKeyIsRefused() async throws {
        try await ServerFixture.run(runsEngine: false) { server in
            let expires = server.time.now() + .seconds(60)
            let key = try await server.store.machineKeys.create(server.tenant.access, name: "Short", expiresAt: expires)
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .key(key)).status == 200)
            server.time.advance(by: .seconds(60))
            #expect(try await server.send(.get, "/api/v1/workspaces", as: .key(key)).status == 401)
        }
    }
}
