import MeshesModel
import MeshesTestSupport
import Testing

@testable import MeshesStorage

/// A store of its own for one test, with an organisation and a workspace in it and a clock that the test moves.
struct StoreFixture: Sendable {
    let place: StorePlace
    let keys: KeyRing
    let time: ManualTime
    let ids: IdentifierSource
    let store: Store
    let access: Access
    let workspace: Workspace
    /// The number under which the test claims.
    let node: Int

    /// Runs `body` on a fresh store of an engine and takes it down afterwards.
    static func run(
        _ engine: StoreEngine, options: StoreOptions = StoreOptions(), _ body: @Sendable (StoreFixture) async throws -> Void
    ) async throws {
        try await run(at: StorePlace(engine), body) { place, keys, time, ids in
            try await place.open(keys: keys, time: time, ids: ids, options: options)
        }
    }

    /// The same on a driver that the test has in its hands, over SQLite.
    static func run<Driver: DatabaseDriver>(
        on driver: (String) throws -> Driver, options: StoreOptions = StoreOptions(),
        _ body: @Sendable (StoreFixture, Driver) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let driver = try driver(folder.url.appending(path: "store.sqlite").path)
        try await run(at: StorePlace(.sqlite), { try await body($0, driver) }) { _, keys, time, ids in
            try Store.open(driver, keys: keys, time: time, ids: ids, options: options)
        }
    }

    private static func run(
        at place: StorePlace, _ body: @Sendable (StoreFixture) async throws -> Void,
        opening: (StorePlace, KeyRing, ManualTime, IdentifierSource) async throws -> Store
    ) async throws {
        let keys = KeyRing(try .test(7))
        let time = ManualTime()
        let ids = IdentifierSource(time: time)
        try await lend(try await opening(place, keys, time, ids)) { store in
            let access = Access.system(try await store.organizations.create(name: "Acme").id)
            let workspace = try await store.workspaces.create(access, name: "Main", description: nil).workspace
            let node = try await store.nodes.join(.test, lease: Self.nodeLease).number
            try await body(
                StoreFixture(
                    place: place, keys: keys, time: time, ids: ids, store: store, access: access, workspace: workspace, node: node))
        }
    }

    /// Closes the store and runs `body` on what it left, as the next process finds it.
    ///
    /// - Parameter keys: those that the next process has; nil for the same ones.
    func reopened(keys other: KeyRing? = nil, _ body: @Sendable (StoreFixture) async throws -> Void) async throws {
        try await store.close()
        try await Self.lend(try await place.open(keys: other ?? keys, time: time, ids: ids)) { store in
            let node = try await store.nodes.join(.test, lease: Self.nodeLease).number
            try await body(
                StoreFixture(
                    place: place, keys: other ?? keys, time: time, ids: ids, store: store, access: access, workspace: workspace, node: node))
        }
    }

    /// Runs `body` on another store that is open on the same data at the same time, as another node's is.
    ///
    /// - Parameter keys: those that the other has; nil for the same ones.
    func beside(keys other: KeyRing? = nil, _ body: @Sendable (StoreFixture) async throws -> Void) async throws {
        try await Self.lend(try await place.open(keys: other ?? keys, time: time, ids: ids)) { store in
            let node = try await store.nodes.join(.test, lease: Self.nodeLease).number
            try await body(
                StoreFixture(
                    place: place, keys: other ?? keys, time: time, ids: ids, store: store, access: access, workspace: workspace, node: node))
        }
    }

    private static func lend(_ store: Store, _ body: @Sendable (Store) async throws -> Void) async throws {
        do {
            try await body(store)
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }
}

extension EncryptionKey {
    /// A key of 32 equal bytes.
    static func test(_ byte: UInt8) throws -> EncryptionKey {
        try #require(EncryptionKey(bytes: [UInt8](repeating: byte, count: 32)))
    }
}

/// The name of the error with which a call is refused; nil when it is not. Errors that no caller can cause go through.
func refusal(_ call: @Sendable () async throws -> Void) async throws -> ErrorName? {
    do {
        try await call()
        return nil
    } catch let error as MeshesError {
        return error.name
    }
}
