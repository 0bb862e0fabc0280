import MeshesModel
import Synchronization

/// Keeps save-time tests from being a free generator of requests.
final class TestLimiter: Sendable {
    private enum Key: Hashable {
        case workspace(Workspace.ID)
        case host(String)
    }
    private static let window: Duration = .seconds(60)
    /// Keys that are remembered; beyond that nobody tests until the minute is over.
    private static let keyLimit = 20_000

    private let perWorkspace: Int
    private let perHost: Int
    private let recent = Mutex<[Key: [Timestamp]]>([:])

    init(perWorkspace: Int, perHost: Int) {
        self.perWorkspace = perWorkspace
        self.perHost = perHost
    }

    /// Counts a test. Throws 429 with the seconds to wait when it would be one too many; such a one is not counted.
    func admit(workspace: Workspace.ID, host: String, now: Timestamp) throws(MeshesError) {
        let limits: [(Key, Int)] = [(.workspace(workspace), perWorkspace), (.host(host), perHost)]
        let free = recent.withLock { recent -> Timestamp? in
            if recent.count >= Self.keyLimit { recent = recent.filter { $0.value.contains { now - $0 < Self.window } } }
            if recent.count >= Self.keyLimit { return now + Self.window }
            var free: Timestamp?
            for (key, limit) in limits {
                let times = (recent[key] ?? []).filter { now - $0 < Self.window }
                recent[key] = times.isEmpty ? nil : times
                if times.count >= limit { free = max(free ?? now, times[times.count - limit] + Self.window) }
            }
            if free == nil { for (key, _) in limits { recent[key, default: []].append(now) } }
            return free
        }
        guard let free else { return }
        throw MeshesError(
            .tooManyRequests, "Too many test requests in the last minute.",
            retryAfter: max(1, Int((free - now).inSeconds.rounded(.up)))
        )
    }
}
