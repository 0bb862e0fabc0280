import MeshesModel

/// A driver whose writes go through a committer.
struct CommittingDatabase: Database {
    let driver: any DatabaseDriver
    let committer: Committer
    let onRefusal: (@Sendable (DatabaseFailure) -> Void)?

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        guard !committer.hasFailed else { throw MeshesError.storeUnavailable }
        do {
            return try await driver.read(body)
        } catch let failure as DatabaseFailure where committer.isClosed || failure.isPassing {
            if !committer.isClosed { onRefusal?(failure) }
            throw MeshesError.storeUnavailable
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await committer.write(body)
    }

    func close() async throws {
        await committer.close()
        try driver.close()
    }
}
