import Crypto
import Foundation
import NIOHTTP1

/// What a delivery of the wrapped mode sends.
struct Webhook: Sendable {
    let body: [UInt8]
    private let key: SymmetricKey?

    init(payloadBytes: Int, sign: Bool) {
        body = Array(
            """
            {"uuid":"019a8c5e-0000-7000-8000-000000000000","event":"order.paid","resource":"global","resource_id":null,\
            "payload":\(EventRequest.payload(bytes: payloadBytes)),"time_created":1795430400000,"time_sent":1795430400001}
            """.utf8)
        key = sign ? SymmetricKey(data: Data("0123456789abcdef0123456789abcdef".utf8)) : nil
    }

    /// The headers of one request, signed anew.
    func headers() -> HTTPHeaders {
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
