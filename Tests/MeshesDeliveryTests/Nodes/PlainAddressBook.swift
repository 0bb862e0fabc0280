import MeshesDestinations
import MeshesModel
import NIOCore
import Synchronization

/// Stands in for the network and for a provider that tells Resend's calls and makes whoever it is told to make, known or not.
/// Look-ups can be held, so that others come meanwhile.
final class PlainAddressBook: HTTPSender {
    private struct State {
        var people: [String] = []
        var lookUps = 0
        var isHeld = false
        var gate: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// The addresses of all who were made, in lower case.
    var people: [String] { state.withLock { $0.people } }
    /// How often a person was looked up.
    var lookUps: Int { state.withLock { $0.lookUps } }

    /// Answers to look-ups wait until `letGo`.
    func hold() { state.withLock { $0.isHeld = true } }

    func letGo() {
        let waiting = state.withLock { state in
            state.isHeld = false
            defer { state.gate = [] }
            return state.gate
        }
        for continuation in waiting { continuation.resume() }
    }

    func send(_ request: OutboundRequest) async throws(OutboundFailure) -> OutboundAnswer {
        let parts = request.url.target.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
        switch (request.method, parts.count) {
        case (.get, 2), (.patch, 2):
            let isKnown = state.withLock { state in
                state.lookUps += 1
                return state.people.contains(parts[1].lowercased())
            }
            await pass()
            return isKnown ? Self.answer(200, ["id": .string(parts[1])]) : Self.answer(404, ["name": "not_found"])
        case (.post, 1):
            let email = (try? JSONValue(parsing: Array(request.body.readableBytesView)))?["email"]?.string ?? ""
            state.withLock { $0.people.append(email.lowercased()) }
            return Self.answer(201, ["id": .string(email)])
        case (.post, 4): return Self.answer(200, ["object": "contact_segment"])
        default: return Self.answer(404, ["name": "not_found"])
        }
    }

    func shutdown() async throws {}

    private func pass() async {
        await withCheckedContinuation { continuation in
            let passes = state.withLock { state in
                if state.isHeld { state.gate.append(continuation) }
                return !state.isHeld
            }
            if passes { continuation.resume() }
        }
    }

    private static func answer(_ status: Int, _ body: JSONObject) -> OutboundAnswer {
        OutboundAnswer(status: status, headers: [("Content-Type", "application/json")], body: ByteBuffer(bytes: JSONValue.object(body).compactBytes))
    }
}
