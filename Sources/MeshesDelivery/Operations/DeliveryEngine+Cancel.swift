public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Stops one delivery: at once, or when its attempt in flight ends. 200 again when it was canceled before.
    ///
    /// - Throws: `notFound`; `conflict` when it is completed or failed.
    public func cancel(_ event: Event.ID, _ rule: Rule.ID, access: Access) async throws -> Delivery {
        let canceled = try await store.queue.cancel(
            access, event, rule, now: time.now(), inFlight: flights.withLock { $0.deliveries }, node: node)
        tell(canceled)
        return canceled
    }

    /// Stops every unfinished delivery of an event.
    ///
    /// - Throws: `notFound`; `conflict` when nothing is left to stop and not all are canceled.
    public func cancel(_ event: Event.ID, access: Access) async throws -> Event {
        let canceled = try await store.queue.cancelAll(
            access, event, now: time.now(), inFlight: flights.withLock { $0.deliveries }, node: node)
        changes.tell(
            canceled.workspace, .event(canceled.id, resource: canceled.resource, resourceID: canceled.resourceID))
        return canceled
    }

    func tell(_ delivery: Delivery) {
        changes.tell(
            delivery.workspace, .event(delivery.event, resource: delivery.resource, resourceID: delivery.resourceID))
    }
}
