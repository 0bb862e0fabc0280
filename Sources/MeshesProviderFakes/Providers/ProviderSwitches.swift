import MeshesModel

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
        /// Refuses with a status and repeats the whole call, credential and all.
        case echo(status: Int)
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
    /// A refusal that repeats a call in every place where providers put their reasons.
    static func echo(_ request: ReceivedRequest, status: Int) -> ReceiverReply {
        let text = JSONValue.string(request.headers.map { "\($0.name): \($0.value)" }.joined(separator: "; ") + " " + request.text)
        let body: JSONObject = [
            "message": text, "title": text, "detail": text, "errors": [["message": text, "title": text]], "meta": ["errors": [text]],
            "error": ["type": text, "message": text], "error_description": text, "instance": text,
        ]
        return .json(body.compactText, status: status, headers: [("X-Echo", request.header("authorization") ?? "")])
    }

    public static func json(_ text: String, status: Int = 200, headers: [(String, String)] = []) -> ReceiverReply {
        ReceiverReply(
            status: status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers, body: Array(text.utf8))
    }

    static func page(_ status: Int, _ text: String = "<html>Bad gateway</html>") -> ReceiverReply {
        ReceiverReply(status: status, headers: [("Content-Type", "text/html")], body: Array(text.utf8))
    }
}

extension ProviderScript {
    /// When the clock of a server under test begins, in seconds since 1970: some providers tell the end of a limit as a moment.
    static var start: Int { 1_767_225_600 }
}

extension ReceivedRequest {
    /// The decoded fields of a form; empty for another content type.
    public var form: [String: String] {
        guard header("content-type")?.hasPrefix("application/x-www-form-urlencoded") == true else { return [:] }
        return ReceivedRequest(method: method, target: "/?" + text, headers: [], body: [], arrivedAt: arrivedAt, socket: socket).query
    }
}
