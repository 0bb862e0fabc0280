import MeshesModel
import MeshesStorage

/// Calls that are handed to the committer while it stands still, so that it finds all of them at once.
struct GatheredCalls: Sendable {
    private struct Call: Sendable {
        let name: String
        let run: @Sendable () async throws -> Void
    }

    private let store: Store
    private var calls: [Call] = []

    init(_ store: Store) {
        self.store = store
    }

    mutating func add(_ name: String, _ run: @escaping @Sendable () async throws -> Void) {
        calls.append(Call(name: name, run: run))
    }

    mutating func accept(_ name: String, _ acceptance: Acceptance) {
        let store = store
        add(name) {
            if case .failed(let error) = try await store.acceptance.commit([acceptance])[0] { throw error }
        }
    }

    /// Carries them out.
    ///
    /// - Parameter refusals: how many find no room. Once these are back, all others are known to wait, and the committer goes on.
    /// - Returns: what became of each, by name.
    func carryOut(refusals: Int) async throws -> [String: String] {
        let gate = CommitterGate()
        return try await withThrowingTaskGroup(of: (name: String, word: String).self) { group in
            group.addTask { [store] in
                try await gate.hold(store)
                return ("gate", "ok")
            }
            await gate.reached()
            for call in calls { group.addTask { (call.name, await Self.word(call)) } }
            var words: [String: String] = [:]
            for try await result in group {
                words[result.name] = result.word
                if words.count == refusals { gate.open() }
            }
            words["gate"] = nil
            return words
        }
    }

    private static func word(_ call: Call) async -> String {
        do {
            try await call.run()
            return "ok"
        } catch let error as MeshesError {
            return error.name.rawValue
        } catch let failure as DatabaseFailure {
            return "\(failure.kind)"
        } catch {
            return "\(error)"
        }
    }
}
