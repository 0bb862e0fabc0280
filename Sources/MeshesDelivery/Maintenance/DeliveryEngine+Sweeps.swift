import Logging
import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Rows changed by one write of a sweep: small, so that acceptance never waits long behind it.
    private static var batch: Int { 500 }

    func carryOut(_ sweep: Sweep) async {
        do {
            switch sweep {
            case .park(let connection, let workspace, let reason):
                try await repeatedly(sweep) {
                    try await self.store.queue.park(
                        connection, reason: reason, now: self.time.now(), limit: Self.batch)
                }
                try await releaseIfActive(connection, workspace)
            case .release(let connection, let workspace):
                try await repeatedly(sweep) {
                    let count = try await self.store.queue.unpark(connection, now: self.time.now(), limit: Self.batch)
                    if count > 0 { try await self.noteBacklog(connection, workspace) }
                    return count
                }
            case .cancelRule(let rule, let workspace, let reason):
                try await repeatedly(sweep) {
                    try await self.store.queue.cancel(
                        ofRule: rule, workspace: workspace, reason: reason, now: self.time.now(), inFlight: self.inFlight,
                        node: self.node, limit: Self.batch)
                }
            case .cancelConnection(let connection, _):
                try await repeatedly(sweep) {
                    try await self.store.queue.cancel(
                        ofConnection: connection, reason: "The connection was deleted.", now: self.time.now(), inFlight: self.inFlight,
                        node: self.node, limit: Self.batch)
                }
            }
        } catch {
            logger.error("a sweep over waiting deliveries failed", metadata: ["sweep": "\(sweep)", "error": "\(error)"])
        }
    }

    /// To be called after something was parked: whoever has switched the connection on meanwhile, here or on another node, may
    /// have looked for what is parked before this was.
    func releaseIfActive(_ connection: Connection.ID, _ workspace: Workspace.ID) async throws {
        guard try await store.connections.find(connection)?.active == true else { return }
        enqueue(.sweep(.release(connection, workspace)))
    }

    private var inFlight: Set<Delivery.ID> { flights.withLock { $0.deliveries } }

    private func repeatedly(_ sweep: Sweep, _ step: () async throws -> Int) async throws {
        while !Task.isCancelled, try await step() > 0 { changes.tell(sweep.workspace, .manyEvents) }
    }

    private func noteBacklog(_ connection: Connection.ID, _ workspace: Workspace.ID) async throws {
        let cap = try await connections.connection(connection).map { concurrency(of: $0.type) } ?? 1
        wake(connection, workspace, cap)
    }

    /// Switches a connection off because of what its destination answered, and parks what waits for it.
    func switchOff(_ id: Connection.ID, reason: InactiveReason?, detail: String) async {
        do {
            guard try await store.connections.switchOff(id, reason: reason, detail: detail, at: time.now()) else {
                // Another attempt was first; what it parked did not include what was in flight then.
                if let workspace = try await connections.connection(id)?.workspace {
                    enqueue(.sweep(.park(id, workspace, reason: Self.parkedMessage)))
                }
                return
            }
            logger.warning("connection switched off", metadata: ["connection": "\(id)", "reason": "\(detail)"])
            try await connectionChanged(id)
        } catch {
            logger.error("switching a connection off failed", metadata: ["connection": "\(id)", "error": "\(error)"])
        }
    }
}
