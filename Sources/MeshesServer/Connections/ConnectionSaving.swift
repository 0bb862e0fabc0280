import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesStorage

/// Makes and changes connections: the destination checks the settings and tries them before anything is stored.
struct ConnectionSaving {
    /// A saved connection, with the secrets that are shown this once.
    struct Saved {
        var connection: Connection
        var revealed: [String: Secret]
    }

    let services: AppServices

    func create(_ draft: ConnectionDraft, _ access: Access) async throws -> Saved {
        let destination = try services.destination(draft.type)
        guard destination.integration.authentication.type != .oauth else {
            throw MeshesError(
                .unprocessableEntity, "Connections to \(destination.integration.name) need a sign-in there, so they are made in the user interface.")
        }
        var settings = try destination.settings(from: draft.metadata, keeping: nil)
        settings.keep(try await destination.check(settings, replacing: nil, workspace: draft.workspace))
        let connection = try await services.store.connections.create(
            access,
            NewConnection(
                workspace: draft.workspace, type: draft.type, name: draft.name, metadata: settings.metadata,
                secrets: settings.secrets, hidden: draft.hidden && access.allows(.readHidden)))
        try await services.engine.connectionChanged(connection.id)
        // Deliveries fill fields by what is known of the account. Without an answer they begin with what all accounts have.
        _ = try? await ProviderData(services: services, access: access).fieldCatalog(connection, refresh: false)
        return Saved(connection: connection, revealed: settings.revealOnce)
    }

    func update(_ id: Connection.ID, _ change: ConnectionChange, _ access: Access) async throws -> Saved {
        var connection = try await services.store.connections.get(access, id)
        let destination = try services.destination(connection.type)
        if change.active == true { try await requireGrant(of: connection) }
        let stored = ConnectionSettings(connection)
        var settings = try destination.settings(from: change.metadata, keeping: stored)
        settings.keep(try await destination.check(settings, replacing: stored, workspace: connection.workspace))
        let differs = settings.metadata != stored.metadata || settings.secrets != stored.secrets
        connection.name = change.name
        connection.metadata = settings.metadata
        connection.secrets = settings.secrets
        if access.allows(.readHidden) { connection.hidden = change.hidden ?? connection.hidden }
        connection.switchTo(change.active, settingsChanged: differs, now: services.time.now())
        let saved = try await services.store.connections.update(access, connection, expecting: connection.version)
        try await services.engine.connectionChanged(id)
        return Saved(connection: saved, revealed: settings.revealOnce)
    }

    /// Switching on does not help a connection whose sign-in is over.
    private func requireGrant(of connection: Connection) async throws {
        guard let id = connection.grant, let end = try await services.store.grants.find(id)?.end else { return }
        throw MeshesError(.conflict, "The connection needs a new sign-in before it can be switched on. \(end.detail)")
    }
}

extension ConnectionSettings {
    /// Adds what a provider told of the account to the settings that a person gave.
    fileprivate mutating func keep(_ account: JSONObject) { metadata.merge(account) { given, _ in given } }
}

extension Connection {
    /// Follows `active` of a change. Without one, new settings switch a connection on again that was off because of its
    /// old ones; one that somebody switched off stays off.
    fileprivate mutating func switchTo(_ wanted: Bool?, settingsChanged: Bool, now: Timestamp) {
        let revives = !active && settingsChanged && inactiveReason != .manuallyInactivated
        let target = wanted ?? (active || revives)
        if target {
            active = true
            inactiveReason = nil
            inactiveDetail = nil
            inactiveSince = nil
        } else if active {
            active = false
            inactiveReason = .manuallyInactivated
            inactiveDetail = nil
            inactiveSince = now
        }
    }
}
