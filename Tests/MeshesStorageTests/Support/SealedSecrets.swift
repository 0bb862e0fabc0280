import MeshesModel
import MeshesStorage
import Testing

/// Secrets of every kind in a store, and whether they can still be read.
struct SealedSecrets {
    let fixture: StoreFixture

    init(_ fixture: StoreFixture) { self.fixture = fixture }

    private var store: Store { fixture.store }

    func makeAll(_ name: String = "One") async throws {
        for kind in SealedKind.allCases { try await make(kind, name) }
    }

    func make(_ kind: SealedKind, _ name: String = "One") async throws {
        switch kind {
        case .machineKeys: _ = try await store.machineKeys.create(fixture.access, name: name)
        case .connections: _ = try await fixture.connect("Settings \(name)", secrets: ["bearer_token": Secret("bearer")])
        case .grants:
            let setup = try await begin("Sign-in \(name)")
            let tokens = OAuthTokens(access: Secret("access"), refresh: Secret("refresh"), issuedAt: fixture.time.now(), expiresAt: nil)
            _ = try await store.grants.signIn(
                setup, NewGrant(account: OAuthAccount(id: "T-\(name)", name: "Team"), scopes: ["post"], tokens: tokens))
        case .setups:
            let setup = try await begin("Under way \(name)")
            let opened = try await store.oauthSetups.open(
                ticket: Secret("ticket \(setup.purpose)"), state: Secret("state \(name)"), browser: Secret("browser"), verifier: Secret("verifier"))
            #expect(opened != nil)
        }
    }

    /// All that were made under this name can be read.
    func expectAll(_ name: String = "One") async throws {
        for key in try await store.machineKeys.list(fixture.access) where key.name == name { #expect(key.secret.reveal().count == 43) }
        let connections = try await store.connections.list(fixture.access, nil, ConnectionFilter(), PageRequest(limit: 100)).records
        for connection in connections where connection.name == "Settings \(name)" {
            #expect(connection.secrets == ["bearer_token": Secret("bearer")])
        }
        for grant in connections.compactMap(\.grant) {
            #expect(try await store.grants.find(grant)?.tokens.refresh == Secret("refresh"))
        }
        if let redeemed = try await store.oauthSetups.redeem(state: Secret("state \(name)"), type: .slack, browser: Secret("browser")) {
            #expect(redeemed.verifier == Secret("verifier"))
        }
    }

    private func begin(_ name: String) async throws -> OAuthSetup {
        let purpose = OAuthSetup.Purpose.newConnection(name: name, hidden: false)
        return try await store.oauthSetups.begin(
            fixture.access, workspace: fixture.workspace.id, type: .slack, purpose: purpose, settings: [:], ticket: Secret("ticket \(purpose)"))
    }
}
