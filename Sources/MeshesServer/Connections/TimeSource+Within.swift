import MeshesModel

extension TimeSource {
    /// The result of `body`.
    ///
    /// - Throws: `providerRefused` (422) when it takes longer than `patience`; then it is cancelled.
    func within<Result: Sendable>(
        _ patience: Duration, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw MeshesError(.providerRefused, "The provider did not answer in time.")
            }
            return result
        }
    }
}
