import Foundation
import MeshesModel
import MeshesStorage

/// The store of a test that is no test of the store: SQLite, or PostgreSQL when TEST_ENGINE says `postgres`.
public enum TestStore {
    /// Whether its data stands in a file that a test can read.
    public static var isFile: Bool { ProcessInfo.processInfo.environment["TEST_ENGINE"] != "postgres" }

    static func open(
        file: String, keys: KeyRing, time: any TimeSource, ids: IdentifierSource
    ) async throws -> Store {
        guard !isFile else {
            return try await Store.open(sqlite: file, keys: keys, time: time, ids: ids)
        }
        return try await Store.open(postgres: try TestSchema.make().address, keys: keys, time: time, ids: ids)
    }
}
