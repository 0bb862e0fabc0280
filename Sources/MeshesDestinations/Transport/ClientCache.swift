import MeshesModel
import Synchronization

/// The clients in use, one for each key, at most `limit` of them. A client lives for `lifetime`, so no connection is used
/// again when it is older; one that leaves is shut down as soon as its last exchange has ended.
final class ClientCache: Sendable {
    static let lifetime: Duration = .seconds(60)
    static let idleLimit: Duration = .seconds(30)

    private struct State {
        var clients: [ClientKey: PinnedClient] = [:]
        var nextSweep = Timestamp(milliseconds: 0)
        var isOpen = true
    }

    private let trust: TrustedRoots
    private let time: any TimeSource
    private let limit: Int
    private let state = Mutex(State())

    init(trust: TrustedRoots, time: any TimeSource, limit: Int) {
        self.trust = trust
        self.time = time
        self.limit = limit
    }

    /// The client for a key, to be given back after the exchange; nil after `shutdown`.
    func borrow(_ key: ClientKey) -> PinnedClient? {
        let now = time.now()
        return state.withLock { state in
            guard state.isOpen else { return nil }
            if now >= state.nextSweep { sweep(&state, now: now) }
            if let client = state.clients[key], now - client.createdAt < Self.lifetime, client.borrow(at: now) { return client }
            state.clients.removeValue(forKey: key)?.retire()
            if state.clients.count >= limit { evictOldest(&state) }
            let client = PinnedClient(key: key, trust: trust, createdAt: now)
            state.clients[key] = client
            return client.borrow(at: now) ? client : nil
        }
    }

    func giveBack(_ client: PinnedClient) {
        client.giveBack()
    }

    /// Takes a client out of use.
    func retire(_ client: PinnedClient) {
        state.withLock { state in
            if state.clients[client.key] === client { state.clients.removeValue(forKey: client.key) }
        }
        client.retire()
    }

    func shutdown() {
        let clients = state.withLock { state in
            state.isOpen = false
            defer { state.clients = [:] }
            return Array(state.clients.values)
        }
        for client in clients { client.retire() }
    }

    private func sweep(_ state: inout State, now: Timestamp) {
        state.nextSweep = now + .seconds(5)
        for (key, client) in state.clients where client.isIdle(since: now - Self.idleLimit) || now - client.createdAt >= Self.lifetime {
            state.clients.removeValue(forKey: key)?.retire()
        }
    }

    private func evictOldest(_ state: inout State) {
        guard let oldest = state.clients.min(by: { $0.value.lastUsed < $1.value.lastUsed }) else { return }
        state.clients.removeValue(forKey: oldest.key)?.retire()
    }
}
