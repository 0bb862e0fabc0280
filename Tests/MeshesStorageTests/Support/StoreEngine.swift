import Foundation
import MeshesModel
import MeshesTestSupport

@testable import MeshesStorage

/// The engines that a store runs on. Every suite here runs once for each, so that all of them keep the same promises.
enum StoreEngine: String, CaseIterable, Sendable {
    case sqlite
}

/// Where the data of one test lies: it can be opened again after it was closed, and is gone with the value.
struct StorePlace: Sendable {
    let engine: StoreEngine
    let folder: TemporaryFolder

    init(_ engine: StoreEngine) throws {
        self.engine = engine
        folder = try TemporaryFolder()
    }

    func open(
        key: EncryptionKey, time: ManualTime, ids: IdentifierSource, options: StoreOptions = StoreOptions()
    ) async throws -> Store {
        switch engine {
        case .sqlite: try await Store.open(sqlite: file, key: key, time: time, ids: ids, options: options)
        }
    }

    /// The engine by itself, without schema, committer and repositories.
    func driver() throws -> any DatabaseDriver {
        switch engine {
        case .sqlite: try SQLiteDriver(path: file, readers: 1)
        }
    }

    /// All that lies on the disk, as it is.
    func bytes() throws -> Data {
        let files = try FileManager.default.contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil)
        return try files.reduce(into: Data()) { $0.append(try Data(contentsOf: $1)) }
    }

    private var file: String { folder.url.appending(path: "meshes.sqlite").path }
}
