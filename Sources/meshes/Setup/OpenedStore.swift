import MeshesModel
import MeshesStorage

/// Opens the store that the settings name.
enum OpenedStore {
    static func open(_ settings: Settings, options: StoreOptions = StoreOptions()) async throws -> Store {
        let directory = try DataDirectory.prepare(settings.data)
        let keys = try Self.keys(settings)
        do {
            guard let database = settings.database else {
                let time = SystemTime()
                return try await Store.open(
                    sqlite: directory.storePath, keys: keys, time: time, ids: IdentifierSource(time: time), options: options)
            }
            let shared = DatabaseTime()
            return try await Store.open(postgres: database, keys: keys, time: shared, ids: IdentifierSource(time: shared), options: options)
        } catch let error as EncryptionKeyError {
            throw CommandFailure("\(error).")
        } catch let newer as SchemaTooNew {
            throw CommandFailure(
                """
                \(settings.storePlace) was brought to schema step \(newer.found) by a newer version of meshes; this one, \
                \(Meshes.version), knows step \(newer.known) at most: use the newer one, or restore a copy of the store.
                """)
        } catch let error as MeshesError {
            throw error
        } catch let failure as DatabaseFailure where settings.database != nil {
            throw CommandFailure("\(settings.storePlace) cannot be used: \(failure.message).")
        } catch {
            throw CommandFailure("The store \(settings.storePlace) cannot be opened: \(error).")
        }
    }

    /// Opens, lends and closes it.
    static func with<Value: Sendable>(_ settings: Settings, _ body: (Store) async throws -> Value) async throws -> Value {
        let store = try await open(settings)
        do {
            let value = try await body(store)
            try await store.close()
            return value
        } catch {
            try? await store.close()
            throw error
        }
    }

    private static func keys(_ settings: Settings) throws -> KeyRing {
        do {
            if let keys = settings.encryptionKey { return try KeyRing(text: keys.reveal()) }
            return try KeyRing(file: KeyFile(inDirectory: settings.data))
        } catch let error as EncryptionKeyError {
            throw CommandFailure("\(error).")
        }
    }
}
