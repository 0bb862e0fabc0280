public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Tries a delivery again now (delivery.md 4). Answers once the attempt is queued.
    ///
    /// - Throws: `notFound`, `conflict` when completed or canceled, `tooEarly` when an attempt runs or is due within
    ///   seconds, `unprocessableEntity`, `connectionInactive` or `payloadExpired` when nothing could be sent,
    ///   `tooManyRequests` over the limit.
    public func retry(_ event: Event.ID, _ rule: Rule.ID, access: Access) async throws -> Delivery {
        let stored = try await store.deliveries.stored(access, event, rule)
        let delivery = stored.delivery
        let now = time.now()
        let isElsewhere = stored.holder != nil && stored.holder != node
        let isInFlight = isElsewhere || flights.withLock { $0.contains(delivery.id) }
        // First why nothing can be sent at all: what waits for its connection or rule is not merely too early.
        if stored.state.mayBeRetried { try await requireSendable(stored) }
        let next = try stored.state.retriedByHand(inFlight: isInFlight, now: now)
        try manualRetries.count(delivery.id, at: now)

        let retry = ManualRetry(
            event: event, rule: rule, from: stored.state.status, key: stored.key, to: next, availableAt: now, at: now)
        guard try await store.queue.requeue(access, retry) != nil else {
            throw MeshesError(.tooEarly, "An attempt is running or about to start.", retryAfter: 5)
        }
        wake(delivery.connection, delivery.workspace, concurrency(of: delivery.type))
        tell(delivery)
        return try await store.deliveries.get(access, event, rule)
    }

    /// Throws 422 when an attempt could not be made whatever the destination says.
    private func requireSendable(_ stored: StoredDelivery) async throws {
        let delivery = stored.delivery
        guard let connection = try await connections.connection(delivery.connection) else {
            throw MeshesError(.unprocessableEntity, "The connection of this delivery was deleted.")
        }
        guard connection.active else {
            throw MeshesError(.connectionInactive, "The connection is switched off; switch it on and its deliveries run by themselves.")
        }
        let table = try await routing.table(delivery.workspace, organization: delivery.organization)
        guard table.isActive(delivery.rule) else {
            throw MeshesError(.unprocessableEntity, "The rule of this delivery was deleted or switched off.")
        }
        guard stored.payload != nil else {
            throw MeshesError(.unprocessableEntity, "The event's payload is past its retention.")
        }
    }
}
