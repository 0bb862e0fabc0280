public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Accepts one event without a task that waits for the commit: for servers that answer many requests on one thread.
    ///
    /// - Parameters:
    ///   - key: the emitter's, when it has to be good in the commit.
    ///   - tell: called once, on a thread that it must not hold up, when the event is on disk or could not be stored.
    /// - Returns: false when more is needed than what is in memory; nothing has happened then and `accept` finds out.
    public func acceptDirectly(
        _ item: EventToAccept, access: Access, by key: PublishableKey.ID?, tell: @escaping @Sendable (DirectAcceptance) -> Void
    ) -> Bool {
        guard isAccepting, let table = routing.known(item.workspace, organization: access.organization) else { return false }
        let began = time.now()
        guard var prepared = try? prepare(item, with: table, access: access, at: began) else { return false }
        prepared.acceptance.publishableKey = key
        store.acceptance.commit(prepared.acceptance) { [prepared] result in
            tell(DirectAcceptance(engine: self, prepared: prepared, result: result, began: began))
        }
        return true
    }
}

/// What became of an event that was accepted directly.
public struct DirectAcceptance: Sendable {
    let engine: DeliveryEngine
    let prepared: PreparedEvent
    let result: AcceptanceResult
    let began: Timestamp

    /// Starts the deliveries, or gives their places back. Call it once.
    ///
    /// - Returns: the event; nil when it was not stored: `accept` may store it.
    /// - Throws: `serviceUnavailable` when nobody knows whether it was stored, because the store went away in the commit.
    public func finish() throws(MeshesError) -> Event? {
        switch result {
        case .accepted:
            engine.settle(prepared)
            engine.startWaiting()
            engine.metrics.acceptSeconds.record((engine.time.now() - began).inSeconds)
            return prepared.acceptance.event
        case .failed(let error as MeshesError) where error.name == .serviceUnavailable:
            engine.release([prepared])
            throw error
        default:
            engine.release([prepared])
            if case .routingChanged = result { engine.routing.forget(prepared.acceptance.event.workspace) }
            return nil
        }
    }
}
