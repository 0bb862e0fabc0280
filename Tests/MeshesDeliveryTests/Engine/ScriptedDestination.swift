import MeshesDestinations
import MeshesModel
import Synchronization

/// A destination of type webhook whose answers a test writes down beforehand, for each connection or for all.
final class ScriptedDestination: Destination {
    struct Call: Sendable {
        var job: DeliveryJob
        var settings: ConnectionSettings
    }

    private struct State {
        var answers: [String: [DeliveryOutcome]] = [:]
        var calls: [Call] = []
        var held: [CheckedContinuation<Void, Never>] = []
        var holds: Set<String> = []
    }

    let integration = Integration(
        name: "Webhook", type: .webhook, authentication: .init(type: .none),
        actions: ["send_webhook": .init(key: "send_webhook", label: "Send", noun: "event")])
    let concurrency: Int
    private let state = Mutex(State())

    init(concurrency: Int = 10) {
        self.concurrency = concurrency
    }

    func rehearsing(with sender: any HTTPSender) -> any Destination { self }

    /// The next outcomes for the connection whose settings carry this `url`; when they are used up, it delivers.
    func answer(_ url: String, with outcomes: [DeliveryOutcome]) {
        state.withLock { $0.answers[url, default: []] += outcomes }
    }

    /// Attempts for this `url` hang until `letGo`.
    func hold(_ url: String) {
        state.withLock { _ = $0.holds.insert(url) }
    }

    func letGo() {
        let held = state.withLock { state in
            state.holds = []
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    var calls: [Call] { state.withLock { $0.calls } }

    func calls(_ url: String) -> [Call] { calls.filter { $0.settings.metadata["url"]?.string == url } }

    func settings(from metadata: JSONObject, keeping stored: ConnectionSettings?) throws(MeshesError) -> ConnectionSettings {
        ConnectionSettings(metadata: metadata, secrets: [:])
    }

    func check(
        _ settings: ConnectionSettings, replacing stored: ConnectionSettings?, workspace: Workspace.ID
    ) async throws(MeshesError) -> JSONObject { [:] }
    func validate(ruleMetadata: JSONObject) throws(MeshesError) {}
    func actionData(_ settings: ConnectionSettings) async throws(MeshesError) -> JSONObject { [:] }
    func fieldCatalog(_ settings: ConnectionSettings) async throws(MeshesError) -> [FieldDefinition] { [] }

    func deliver(_ job: DeliveryJob, with settings: ConnectionSettings) async -> DeliveryOutcome {
        let url = settings.metadata["url"]?.string ?? ""
        let waits = state.withLock { state in
            state.calls.append(Call(job: job, settings: settings))
            return state.holds.contains(url)
        }
        if waits {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.holds.contains(url) else { return true }
                    state.held.append(continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        }
        return state.withLock { state in
            guard var left = state.answers[url], !left.isEmpty else { return DeliveryOutcome(.delivered, "HTTP 200", httpStatus: 200) }
            let outcome = left.removeFirst()
            state.answers[url] = left
            return outcome
        }
    }
}
