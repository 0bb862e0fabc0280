import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// Sends what a delivery of the wrapped mode sends, one request after the other.
struct WebhookSender: Sendable {
    var client: HTTPClient
    var url: String
    var body: [UInt8]
    var key: SymmetricKey?

    init(client: HTTPClient, port: UInt16, payloadBytes: Int, sign: Bool) {
        self.client = client
        url = "http://127.0.0.1:\(port)/hook"
        body = Array(
            """
            {"uuid":"019a8c5e-0000-7000-8000-000000000000","event":"order.paid","resource":"global","resource_id":null,\
            "payload":\(EventRequest.payload(bytes: payloadBytes)),"time_created":1795430400000,"time_sent":1795430400001}
            """.utf8)
        key = sign ? SymmetricKey(data: Data("0123456789abcdef0123456789abcdef".utf8)) : nil
    }

    /// Sends until the deadline and returns how many were answered within the measured time.
    func send(from start: Int64, until end: Int64) async throws -> Int {
        var count = 0
        while true {
            var request = HTTPClientRequest(url: url)
            request.method = .POST
            request.headers = headers()
            request.body = .bytes(ByteBuffer(bytes: body))
            let response = try await client.execute(request, timeout: .seconds(15))
            _ = try await response.body.collect(upTo: 1 << 16)
            let now = monotonicNanoseconds()
            guard now < end else { return count }
            if now >= start { count += 1 }
        }
    }

    private func headers() -> HTTPHeaders {
        var headers = HTTPHeaders([
            ("Content-Type", "application/json"),
            ("User-Agent", "Meshes/1.0"),
            ("X-Meshes-Delivery-Id", "019a8c5e-0000-7000-8000-000000000002"),
            ("X-Meshes-Attempt", "1"),
            ("X-Meshes-Timestamp", "1795430400"),
        ])
        if let key {
            let code = HMAC<SHA256>.authenticationCode(for: body, using: key)
            headers.add(name: "X-Meshes-Signature", value: Self.hex(code))
        }
        return headers
    }

    private static func hex(_ code: some Sequence<UInt8>) -> String {
        let digits: StaticString = "0123456789abcdef"
        return String(
            decoding: code.flatMap { [digits.utf8Start[Int($0 >> 4)], digits.utf8Start[Int($0 & 0xF)]] }, as: UTF8.self)
    }
}
