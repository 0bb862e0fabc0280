/// What can be told to happen to the next calls of a provider's stand-in, whatever they ask for.
public struct ProviderSwitches: Sendable {
    public enum Mishap: Hashable, Sendable {
        /// Nothing: the mishap after it comes one call later.
        case pass
        /// Answers with a status and a page that is no JSON.
        case fail(status: Int)
        case rateLimit(seconds: Int)
        /// Answers so late that nobody waits.
        case delay
        /// Does what was asked for, and the answer gets lost.
        case drop
        /// Answers 200 with something that the provider never says.
        case garble
    }

    private var pending: [Mishap] = []

    public init() {}

    public mutating func arm(_ mishap: Mishap, times: Int = 1) {
        pending += [Mishap](repeating: mishap, count: times)
    }

    mutating func next() -> Mishap? {
        pending.isEmpty ? nil : pending.removeFirst()
    }
}

extension ReceiverReply {
    static func json(_ text: String, status: Int = 200, headers: [(String, String)] = []) -> ReceiverReply {
        ReceiverReply(
            status: status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers, body: Array(text.utf8))
    }

    static func page(_ status: Int, _ text: String = "<html>Bad gateway</html>") -> ReceiverReply {
        ReceiverReply(status: status, headers: [("Content-Type", "text/html")], body: Array(text.utf8))
    }
}

extension ReceivedRequest {
    /// The decoded fields of a form; empty for another content type.
    var form: [String: String] {
        guard header("content-type")?.hasPrefix("application/x-www-form-urlencoded") == true else { return [:] }
        return ReceivedRequest(method: method, target: "/?" + text, headers: [], body: [], arrivedAt: arrivedAt, socket: socket).query
    }
}
