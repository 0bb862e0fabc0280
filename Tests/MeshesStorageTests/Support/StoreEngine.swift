import Foundation
import MeshesModel
import MeshesTestSupport

@testable import MeshesStorage

/// The engines that a store runs on. Every suite here runs once for each, so that all of them keep the same promises.
enum StoreEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgres
}

/// Where the data of one test lies: it can be opened again after it was closed. A file is gone with the value, a schema with
/// the server that the tests run on.
struct StorePlace: Sendable {
    private enum Kind {
        case file(TemporaryFolder)
        case schema(PostgresSchema)
    }

    private let kind: Kind

    init(_ engine: StoreEngine) throws {
        switch engine {
        case .sqlite: kind = .file(try TemporaryFolder())
        case .postgres: kind = .schema(try PostgresSchema.make())
        }
    }

    func open(
        keys: KeyRing, time: ManualTime, ids: IdentifierSource, options: StoreOptions = StoreOptions()
    ) async throws -> Store {
        switch kind {
        case .file(let folder): try await Store.open(sqlite: Self.file(folder), keys: keys, time: time, ids: ids, options: options)
        case .schema(let schema): try await Store.open(postgres: schema.address, keys: keys, time: time, ids: ids, options: options)
        }
    }

    /// The engine by itself, without schema, committer and repositories.
    func driver() throws -> any DatabaseDriver {
        switch kind {
        case .file(let folder): try SQLiteDriver(path: Self.file(folder), readers: 1)
        case .schema(let schema): PostgresDriver(schema.address, readers: 1, silences: PostgresSilences())
        }
    }

    /// All that lies on the disk, as it is.
    func bytes() throws -> Data {
        switch kind {
        case .file(let folder):
            let files = try FileManager.default.contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil)
            return try files.reduce(into: Data()) { $0.append(try Data(contentsOf: $1)) }
        case .schema(let schema): return try schema.bytes()
        }
    }

    /// Where a schema is; nil for a file.
    var address: PostgresAddress? {
        if case .schema(let schema) = kind { schema.address } else { nil }
    }

    /// Runs statements on a schema past the store.
    func ask(_ sql: String) throws {
        guard let address else { return }
        try PostgresSession.open(address, for: .reading).simple(sql) { _ in }
    }

    private static func file(_ folder: TemporaryFolder) -> String { folder.url.appending(path: "meshes.sqlite").path }
}
