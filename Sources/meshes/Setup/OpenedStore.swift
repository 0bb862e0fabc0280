import MeshesModel
import MeshesStorage

/// Opens the store that the settings name.
enum OpenedStore {
    static func open(_ settings: Settings, options: StoreOptions = StoreOptions()) async throws -> Store {
        let directory = try DataDirectory.prepare(settings.data)
        let key = try Self.key(settings)
        do {
            guard let database = settings.database else {
                let time = SystemTime()
                return try await Store.open(
                    sqlite: directory.storePath, key: key, time: time, ids: IdentifierSource(time: time), options: options)
            }
            let shared = DatabaseTime()
            return try await Store.open(postgres: database, key: key, time: shared, ids: IdentifierSource(time: shared), options: options)
        } catch let error as EncryptionKeyError {
            throw CommandFailure(sentence(error))
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

    private static func key(_ settings: Settings) throws -> EncryptionKey {
        do {
            if let key = settings.encryptionKey { return try EncryptionKey(base64: key.reveal()) }
            return try EncryptionKey.loadOrCreate(inDirectory: settings.data)
        } catch let error as EncryptionKeyError {
            throw CommandFailure(sentence(error))
        }
    }

    private static func sentence(_ error: EncryptionKeyError) -> String {
        switch error {
        case .notAKey: "The encryption key is not base64 of 32 bytes (MESHES_ENCRYPTION_KEY, or encryption.key in the data directory)."
        case .openToOthers(let path): "Other users may read \(path); give it mode 0600."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .wrongKey(let id): "The store was encrypted with another key (id \(id))."
        }
    }
}
