import MeshesModel

extension ProviderSession {
    /// Runs `body` while nothing else works on the same person: nothing of this process with the same credential, and no other
    /// node over the same connection.
    func alone<Result: Sendable>(
        with person: ContactEmail, _ body: () async throws(AttemptEnd) -> Result
    ) async throws(AttemptEnd) -> Result {
        let key = "\(profile.type.rawValue) \(credential.identity) \(person.key)"
        guard await gateway.locks.acquire(key) else { throw AttemptEnd(Self.cutShort) }
        defer { gateway.locks.release(key) }
        guard let connection, let leases = gateway.leases, leases.areNeeded else { return try await body() }
        try await take(person, of: connection, from: leases)
        let result: Swift.Result<Result, AttemptEnd>
        do throws(AttemptEnd) {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        await leases.giveBack(person.key, of: connection, until: deadline)
        return try result.get()
    }

    /// No call is made after the attempt's deadline, so that is how long the person is taken. Nothing has been sent when this
    /// fails: the attempt is made again later.
    private func take(_ person: ContactEmail, of connection: Connection.ID, from leases: any PersonLeases) async throws(AttemptEnd) {
        let isTaken: Bool
        do {
            isTaken = try await leases.take(person.key, of: connection, until: deadline, waitingUntil: deadline - Self.timeForCalls)
        } catch is CancellationError {
            throw AttemptEnd(Self.cutShort)
        } catch {
            throw AttemptEnd(DeliveryOutcome(.internalError, "the store did not tell whether another node works on the same person"))
        }
        guard isTaken else {
            throw AttemptEnd(DeliveryOutcome(.internalError, "another node worked on the same person for too long"))
        }
    }
}
