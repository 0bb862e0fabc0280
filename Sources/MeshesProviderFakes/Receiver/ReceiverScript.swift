import Foundation

/// The behaviour of the receiver: what it answers, by path.
enum ReceiverScript {
    /// What a receiver does with a request that comes for this time to its path.
    typealias Answer = @Sendable (ReceivedRequest, _ occurrence: Int) -> ReceiverReply

    /// - Parameter occurrence: how often this path was asked for, this time included.
    static func reply(to request: ReceivedRequest, occurrence: Int) -> ReceiverReply {
        let parts = request.path.split(separator: "/").map(String.init)
        let number = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        switch parts.first {
        case "ok": return plain(200, request)
        case "status": return plain(number, request)
        case "seq": return sequence(parts, occurrence)
        case "slow-headers": return ReceiverReply(manner: .slowHeaders(milliseconds: Int64(number)))
        case "slow-body": return ReceiverReply(body: Array("late".utf8), manner: .slowBody(milliseconds: Int64(number)))
        case "drip": return ReceiverReply(status: Int(request.query["status"] ?? "") ?? 200, manner: .drip)
        case "big": return ReceiverReply(status: Int(request.query["status"] ?? "") ?? 200, body: [UInt8](repeating: 0x61, count: number))
        case "big-headers": return ReceiverReply(headers: (0..<40).map { ("X-Fill-\($0)", String(repeating: "f", count: 1000)) })
        case "redirect": return ReceiverReply(status: 302, headers: [("Location", "/trap")])
        case "reset": return ReceiverReply(manner: .reset)
        case "garbage": return ReceiverReply(manner: .garbage)
        case "close": return ReceiverReply(manner: .close)
        case "verify": return ReceiverReply(status: ReceiverVerifier.accepts(request, scheme: parts.last ?? "") ? 204 : 401)
        case "echo-auth": return ReceiverReply(status: 400, body: Array((request.header("authorization") ?? "").utf8))
        case "echo": return ReceiverReply(status: 400, headers: [("Content-Type", "text/plain")], body: Array(everything(request).utf8))
        default: return ReceiverReply(status: 404)
        }
    }

    private static func plain(_ status: Int, _ request: ReceivedRequest) -> ReceiverReply {
        var reply = ReceiverReply(status: status, body: Array((request.query["body"] ?? "").utf8))
        for (parameter, header) in [("retry-after", "Retry-After"), ("date", "Date"), ("type", "Content-Type"), ("id", "X-Request-Id")] {
            if let value = request.query[parameter] { reply.headers.append((header, value)) }
        }
        return reply
    }

    /// `/seq/<name>/503,503,200`: the last status goes on.
    private static func sequence(_ parts: [String], _ occurrence: Int) -> ReceiverReply {
        let statuses = (parts.last ?? "").split(separator: ",").compactMap { Int($0) }
        return ReceiverReply(status: statuses.isEmpty ? 404 : statuses[min(occurrence, statuses.count) - 1])
    }

    private static func everything(_ request: ReceivedRequest) -> String {
        request.target + "\n" + request.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n") + "\n" + request.text
    }
}
