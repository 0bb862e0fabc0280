import Foundation
import MeshesDestinations
import MeshesModel
import MeshesStorage

/// What attempts need to fill fields: the newest mapping of a connection, and what is known of the account's fields.
/// Forgotten by `connectionChanged` and `mappingChanged`.
final class MappingCache: Sendable {
    struct Entry: Sendable {
        /// Nil when nobody has saved one: then it is generated.
        var mapping: Mapping?
        /// When that mapping was saved.
        var since: Timestamp
        var catalog: [FieldDefinition]
        /// Whether the catalogue is the account's own and holds all that can be filled, or only what all accounts have.
        var isComplete: Bool
    }

    private let store: Store
    private let entries: SharedCache<Connection.ID, Entry>

    init(store: Store, limit: Int = 5000) {
        self.store = store
        entries = SharedCache(limit: limit)
    }

    func entry(_ id: Connection.ID, _ destination: any Destination) async throws -> Entry {
        try await entries.value(id) { try await read(id, destination) }
    }

    private func read(_ id: Connection.ID, _ destination: any Destination) async throws -> Entry {
        let stored = try await store.mappings.find(id)
        let copy = try await store.connections.cached(id, .fieldCatalog)
        let fields = try copy.map { try JSONDecoder().decode([FieldDefinition].self, from: Data($0.json)) }
        return Entry(
            mapping: stored.map { Mapping(schema: $0.schema) }, since: stored?.updatedAt ?? Timestamp(milliseconds: 0),
            catalog: fields ?? destination.standardFields, isComplete: fields != nil && destination.furtherFields == nil)
    }

    /// The mapping in force at a moment before the newest was saved; nil when there was none.
    func former(_ id: Connection.ID, at moment: Timestamp) async throws -> Mapping? {
        try await store.mappings.find(id, at: moment).map { Mapping(schema: $0.schema) }
    }

    func forget(_ id: Connection.ID) { entries.forget(id) }

    func forgetAll(keeping: Bool) { entries.forgetAll(keeping: keeping) }
}
