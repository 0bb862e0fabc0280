public import MeshesModel

/// Runs through consent pages. A ticket opens the provider's page once; a state brings its answer back once.
public struct OAuthSetupRepository: Sendable {
    let core: StoreCore

    /// Begins a run. Runs of more than a day ago are forgotten on the way.
    ///
    /// - Parameter ticket: kept as a hash.
    /// - Throws: `notFound` for a foreign workspace or connection, `nameTaken`.
    public func begin(
        _ access: Access, workspace: Workspace.ID, type: IntegrationType, purpose: OAuthSetup.Purpose, settings: JSONObject, ticket: Secret
    ) async throws -> OAuthSetup {
        let now = core.time.now()
        let setup = OAuthSetup(
            id: core.ids.next(), organization: access.organization, workspace: workspace, type: type, purpose: purpose,
            settings: settings, createdBy: access.createdBy, createdAt: now, expiresAt: now + OAuthSetup.lifetime)
        let key = core.keys
        try await core.database.write { connection in
            let reach = try access.narrowed(to: workspace, on: connection)
            var name: String?
            var hidden = false
            var reconnected: Connection.ID?
            switch purpose {
            case .newConnection(let wanted, let isHidden):
                (name, hidden) = (wanted, isHidden)
                let taken = try connection.first(
                    "SELECT 1 FROM connections WHERE workspace_id = ? AND name = ?", [.id(workspace), .text(wanted)]) { _ in true }
                if taken != nil { throw ConnectionRepository.nameTaken }
            case .reconnection(let id):
                reconnected = id
                guard try Connection.find(reach, id, key, on: connection) != nil else { throw MeshesError.notFound("Connection") }
            }
            try connection.execute("DELETE FROM oauth_setups WHERE expires_at < ?", [.time(now - .seconds(24 * 3600))])
            try connection.execute(
                """
                INSERT INTO oauth_setups (id, organization_id, workspace_id, type, name, hidden, connection_id, ticket_hash,
                created_by, created_at, expires_at, settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .id(setup.id), .id(setup.organization), .id(workspace), .text(type.rawValue), .text(name), .bool(hidden),
                    .id(reconnected), ticket.digest, .text(setup.createdBy), .time(now), .time(setup.expiresAt),
                    .text(settings.isEmpty ? nil : settings.compactText),
                ])
        }
        return setup
    }

    /// How a run goes. Only whoever began it may ask.
    ///
    /// - Throws: `notFound`, also for somebody else's run.
    public func find(_ access: Access, ticket: Secret) async throws -> OAuthSetup {
        try await core.database.read { connection in
            let found = try connection.first(
                "SELECT \(OAuthSetup.columns) FROM oauth_setups s WHERE s.ticket_hash = ? AND s.created_by = ? AND \(access.condition("s"))",
                [ticket.digest, .text(access.createdBy)] + access.arguments
            ) { try OAuthSetup($0) }
            guard let found else { throw MeshesError.notFound("Ticket") }
            return found
        }
    }

    /// Spends a ticket: from now on the run waits for the provider's answer with this state, in this browser.
    ///
    /// - Parameters:
    ///   - browser: a mark that the browser keeps and must bring back.
    ///   - verifier: of PKCE; kept encrypted, the others as hashes.
    /// - Returns: nil for a ticket that is unknown, spent or too old.
    public func open(ticket: Secret, state: Secret, browser: Secret, verifier: Secret) async throws -> OAuthSetup? {
        let key = core.keys
        let now = core.time.now()
        return try await core.database.write { connection in
            let found = try connection.first(
                """
                SELECT \(OAuthSetup.columns) FROM oauth_setups s
                WHERE s.ticket_hash = ? AND s.state_hash IS NULL AND s.failure IS NULL AND s.expires_at > ?
                """, [ticket.digest, .time(now)]
            ) { try OAuthSetup($0) }
            guard let found else { return nil }
            let spent = try connection.execute(
                "UPDATE oauth_setups SET state_hash = ?, browser_hash = ?, verifier = ? WHERE id = ? AND state_hash IS NULL",
                [state.digest, browser.digest, .blob(try key.seal(verifier, for: found.id)), .id(found.id)])
            return spent > 0 ? found : nil
        }
    }

    /// Spends a state when the provider has answered.
    ///
    /// - Parameter browser: what the browser brought back; nil when it brought nothing.
    /// - Returns: nil for a state that is unknown, spent, too old, of another type or of another browser.
    public func redeem(
        state: Secret, type: IntegrationType, browser: Secret?
    ) async throws -> (setup: OAuthSetup, verifier: Secret)? {
        guard let browser else { return nil }
        let key = core.keys
        let now = core.time.now()
        return try await core.database.write { connection in
            let found = try connection.first(
                """
                SELECT \(OAuthSetup.columns), s.verifier FROM oauth_setups s WHERE s.state_hash = ? AND s.browser_hash = ?
                AND s.type = ? AND s.answered_at IS NULL AND s.expires_at > ?
                """, [state.digest, browser.digest, .text(type.rawValue), .time(now)]
            ) { (try OAuthSetup($0), $0.blob(13)) }
            guard let (setup, sealed) = found else { return nil }
            let spent = try connection.execute(
                "UPDATE oauth_setups SET answered_at = ? WHERE id = ? AND answered_at IS NULL", [.time(now), .id(setup.id)])
            return spent > 0 ? (setup, try key.open(sealed, for: setup.id)) : nil
        }
    }

    /// Ends a run badly, with a text for the person who tried.
    public func fail(_ id: OAuthSetup.ID, _ message: String) async throws {
        try await core.database.write { connection in
            _ = try connection.execute(
                "UPDATE oauth_setups SET failure = ?, verifier = NULL WHERE id = ? AND result_connection_id IS NULL",
                [.text(message), .id(id)])
        }
    }
}
