public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Deliveries that one call by connection and time may retry.
    public static let bulkLimit = 1_000
    /// Operations that run side by side, so that they share commits.
    private static let width = 16

    /// Tries every failed delivery of events again; one that cannot be is skipped with its reason.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func retryFailed(of events: [Event.ID], in workspace: Workspace.ID, access: Access) async throws -> [BulkResult] {
        let known = try await store.deliveries.existing(access, workspace, events)
        return try await each(events) { event in
            guard known.contains(event) else { return [BulkResult(event: event, refusal: "Event not found")] }
            let rules = try await self.store.deliveries.failed(access, event)
            guard !rules.isEmpty else { return [BulkResult(event: event, refusal: "The event has no failed delivery.")] }
            var results: [BulkResult] = []
            for rule in rules { results.append(try await self.retryOrSkip(event, rule, access)) }
            return results
        }
    }

    /// Tries the failed deliveries of a connection again whose events were accepted in a span of time, the oldest first and
    /// at most `bulkLimit`.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func retryFailed(
        of connection: Connection.ID, in workspace: Workspace.ID, from since: Timestamp, to until: Timestamp, access: Access
    ) async throws -> [BulkResult] {
        let failed = try await store.deliveries.failed(
            access, workspace, connection, from: since, to: until, limit: Self.bulkLimit)
        return try await each(failed) { [try await self.retryOrSkip($0.event, $0.rule, access)] }
    }

    /// Cancels the unfinished deliveries of events; an event that has none is skipped with the reason.
    ///
    /// - Throws: `notFound` for a foreign workspace.
    public func cancel(_ events: [Event.ID], in workspace: Workspace.ID, access: Access) async throws -> [BulkResult] {
        let known = try await store.deliveries.existing(access, workspace, events)
        return try await each(events) { event in
            guard known.contains(event) else { return [BulkResult(event: event, refusal: "Event not found")] }
            return [
                try await self.orSkip(BulkResult(event: event)) { _ = try await self.cancel(event, access: access) }
            ]
        }
    }

    private func retryOrSkip(_ event: Event.ID, _ rule: Rule.ID, _ access: Access) async throws -> BulkResult {
        try await orSkip(BulkResult(event: event, rule: rule)) { _ = try await self.retry(event, rule, access: access) }
    }

    /// What a caller could do something about is a reason to skip; faults of ours are thrown.
    private func orSkip(_ done: BulkResult, _ operation: () async throws -> Void) async throws -> BulkResult {
        do {
            try await operation()
            return done
        } catch let error as MeshesError where error.name.status < 500 {
            return BulkResult(event: done.event, rule: done.rule, refusal: error.message)
        }
    }

    private func each<Item: Sendable>(
        _ items: [Item], _ operation: @escaping @Sendable (Item) async throws -> [BulkResult]
    ) async throws -> [BulkResult] {
        try await withThrowingTaskGroup(of: (Int, [BulkResult]).self) { group in
            var results = [[BulkResult]](repeating: [], count: items.count)
            for (index, item) in items.enumerated() {
                if index >= Self.width, let (done, result) = try await group.next() { results[done] = result }
                group.addTask { (index, try await operation(item)) }
            }
            for try await (done, result) in group { results[done] = result }
            return results.flatMap { $0 }
        }
    }
}
