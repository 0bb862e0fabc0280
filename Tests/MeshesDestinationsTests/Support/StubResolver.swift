import MeshesDestinations
import Synchronization

/// Answers look-ups from a list, one entry a look-up; the last one goes on.
final class StubResolver: AddressResolver {
    private let state: Mutex<(answers: [[String]], lookUps: [String])>

    init(_ answers: [String]...) {
        state = Mutex((answers, []))
    }

    var lookUps: [String] { state.withLock { $0.lookUps } }

    func addresses(of name: String, within limit: Duration) async throws(ResolutionFailure) -> [IPAddress] {
        let texts = state.withLock { state in
            state.lookUps.append(name)
            return state.answers.isEmpty ? [] : state.answers[min(state.lookUps.count, state.answers.count) - 1]
        }
        guard !texts.isEmpty else { throw .nameNotFound }
        return texts.compactMap { IPAddress($0) }
    }

    func shutdown() async throws {}
}
