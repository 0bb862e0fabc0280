import Logging
import MeshesModel
public import MeshesStorage

extension DeliveryEngine {
    /// The nodes that lived at the last heartbeat, this one with them.
    public var livingNodes: [NodeRecord] { membership.withLock { $0.living } }

    /// This node's number; nil while it has none.
    var node: Int? { membership.withLock { $0.number } }

    /// The number under which deliveries may be taken and attempted now; nil while the lease is not certain.
    var holder: Int? {
        guard settings.dispatches else { return nil }
        let now = time.now()
        return membership.withLock { $0.holder(at: now) }
    }

    /// Before anything starts: becomes a node, and takes over from those that have ended.
    func join() async throws {
        for gone in try await enter() { await takeOver(gone) }
    }

    /// Renews the lease, and looks for nodes that did not renew theirs.
    func beat() async throws {
        let sentAt = time.now()
        let gone: [NodeRecord]
        if let number = node {
            if let beat = try await store.nodes.renew(number, lease: settings.nodeLease) {
                gone = renewed(beat, sentAt: sentAt)
            } else {
                lost(number)
                gone = try await enter()
            }
        } else {
            gone = try await enter()
        }
        for node in gone { enqueue(.takeOver(node)) }
        tick()
    }

    /// Others have ended this node: what it had in memory is theirs. Attempts in flight end unrecorded.
    func lost(_ number: Int) {
        guard membership.withLock({ $0.lost(number) }) else { return }
        let count = scheduler.withLock { $0.takeWaiting().count }
        logger.warning("the lease of this node ran out; others have taken over what it held", metadata: [
            "node": "\(number)", "waiting": "\(count)", "in_flight": "\(flights.withLock { $0.deliveries.count })",
        ])
    }

    /// Ends a node whose lease has run out, unless another does, and gives back what it held.
    func takeOver(_ gone: NodeRecord) async {
        defer { membership.withLock { $0.tookOver(gone.number) } }
        do {
            if gone.endedAt == nil {
                guard try await store.nodes.end(expired: gone.number) else { return }
                metrics.takeOvers.increment()
            }
            let count = try await store.nodes.giveBack(of: gone.number)
            metrics.takenOver.increment(by: count)
            logger.notice("took over from a node that has ended", metadata: [
                "node": "\(gone.number)", "host": "\(gone.description.host)", "deliveries": "\(count)",
            ])
            if count > 0 && isAccepting { try await poll() }
        } catch {
            logger.error("taking over from a node failed", metadata: ["node": "\(gone.number)", "error": "\(error)"])
        }
    }

    /// After everything has stopped: ends this node and gives back all that it holds, so that nobody need wait.
    func leave() async throws {
        scheduler.withLock { $0.removeAll() }
        guard let number = node else { return }
        try await store.nodes.end(number)
        _ = try await store.nodes.giveBack(of: number)
    }

    private func enter() async throws -> [NodeRecord] {
        let sentAt = time.now()
        let beat = try await store.nodes.join(settings.node, lease: settings.nodeLease)
        // Alone there is nothing to tell.
        logger.log(level: store.nodes.areSeveral ? .info : .debug, "joined the nodes of the store", metadata: [
            "node": "\(beat.number)", "nodes": "\(beat.living.count)",
        ])
        return renewed(beat, sentAt: sentAt)
    }

    private func renewed(_ beat: Heartbeat, sentAt: Timestamp) -> [NodeRecord] {
        metrics.nodes.record(beat.living.count)
        let roles = beat.living.map(\.description.roles)
        share.set(
            api: roles.count { $0.contains(NodeRole.api.rawValue) }, dispatch: roles.count { $0.contains(NodeRole.dispatch.rawValue) })
        scheduler.withLock { $0.nodes = share.count(.dispatch) }
        let lease = store.nodes.areSeveral ? settings.nodeLease : nil
        return membership.withLock { $0.renewed(beat, sentAt: sentAt, lease: lease) }
    }
}
