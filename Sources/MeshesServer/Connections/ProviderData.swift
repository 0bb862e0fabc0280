import Foundation
import MeshesDestinations
import MeshesModel
import MeshesStorage

/// What providers say of connected accounts: the stored copy while it is fresh, else the provider, else the stored copy.
struct ProviderData {
    /// A copy younger than this is not asked for again, even when the caller wants it refreshed.
    static let shortest = Duration.seconds(30)
    /// A copy older than this is asked for again.
    static let longest = Duration.seconds(24 * 3600)
    /// Clients wait 5 seconds.
    static let patience = Duration.seconds(4)

    let services: AppServices
    let access: Access

    /// JSON text of the live lists. One that the provider does not tell while it tells others stays as it was.
    func actionData(_ connection: Connection, refresh: Bool) async throws -> [UInt8] {
        let destination = try services.destination(connection.type)
        guard destination.hasLiveData else { return Array("{}".utf8) }
        return try await copy(of: connection, .actionData, refresh: refresh) { stored in
            var lists = try await destination.actionData(services.settings(of: connection))
            let former = stored.flatMap { try? JSONValue(parsing: $0.json) }
            for (key, list) in lists where list.isNull {
                guard let copy = former?[key] else {
                    throw MeshesError(.providerRefused, "\(destination.integration.name) did not tell all of what can be chosen from (\(key)).")
                }
                lists[key] = copy
            }
            return Array(try Reply.encode(JSONValue.object(lists)))
        }.json
    }

    /// Without an answer of the provider and without a copy: the fields that every account has. That is not stored.
    func fieldCatalog(_ connection: Connection, refresh: Bool) async throws -> FieldCatalog {
        let destination = try services.destination(connection.type)
        guard !destination.standardFields.isEmpty else {
            let fields = try await destination.fieldCatalog(ConnectionSettings(connection))
            return try FieldCatalog(fields: fields, refreshedAt: connection.createdAt)
        }
        let copy: CachedConnectionData
        do {
            copy = try await self.copy(of: connection, .fieldCatalog, refresh: refresh) { _ in
                var settings = try await services.settings(of: connection)
                settings.objectsOfRules = try await objectsOfRules(connection)
                return Array(try Reply.encode(try await destination.fieldCatalog(settings)))
            }
        } catch let error as MeshesError where error.name == .providerRefused {
            return try FieldCatalog(fields: destination.standardFields, refreshedAt: connection.createdAt)
        }
        let fields = try JSONDecoder().decode([FieldDefinition].self, from: Data(copy.json))
        return try FieldCatalog(fields: fields, refreshedAt: copy.refreshedAt)
    }

    /// Of all rules, whatever the caller may see of them: the copy is everybody's.
    private func objectsOfRules(_ connection: Connection) async throws -> [String] {
        let rules = try await services.store.rules.list(
            .system(connection.organization), connection.workspace, RuleFilter(connection: connection.id), PageRequest(limit: 200))
        var seen: Set<String> = []
        return rules.records.compactMap { $0.metadata["id"]?.string }.filter { seen.insert($0).inserted }
    }

    private func copy(
        of connection: Connection, _ kind: CachedConnectionData.Kind, refresh: Bool,
        ask: @escaping @Sendable (_ stored: CachedConnectionData?) async throws -> [UInt8]
    ) async throws -> CachedConnectionData {
        let stored = try await services.store.connections.cached(access, connection.id, kind)
        let now = services.time.now()
        if let stored, now - stored.refreshedAt < (refresh ? Self.shortest : Self.longest) || !connection.active { return stored }
        guard connection.active else {
            throw MeshesError(.conflict, "The connection is switched off and nothing is stored of its account.")
        }
        do {
            let json = try await services.time.within(Self.patience) { try await ask(stored) }
            let fresh = CachedConnectionData(json: json, version: "", refreshedAt: now)
            try await services.store.connections.cache(access, connection.id, kind, fresh)
            if kind == .fieldCatalog { services.engine.mappingChanged(connection.id) }
            return fresh
        } catch let error as MeshesError {
            if let stored { return stored }
            throw error
        }
    }
}
