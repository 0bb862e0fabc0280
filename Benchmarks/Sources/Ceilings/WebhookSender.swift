import AsyncHTTPClient
import NIOCore

/// Sends a webhook through AsyncHTTPClient, one request after the other.
struct WebhookSender: Sendable {
    var client: HTTPClient
    var port: UInt16
    var webhook: Webhook

    /// Sends until the deadline and returns how many were answered within the measured time.
    func send(from start: Int64, until end: Int64) async throws -> Int {
        var count = 0
        while true {
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/hook")
            request.method = .POST
            request.headers = webhook.headers()
            request.body = .bytes(ByteBuffer(bytes: webhook.body))
            let response = try await client.execute(request, timeout: .seconds(15))
            _ = try await response.body.collect(upTo: 1 << 16)
            let now = monotonicNanoseconds()
            guard now < end else { return count }
            if now >= start { count += 1 }
        }
    }
}
