/// The bytes of `POST /api/v1/events` (or its bulk form) as they go over the wire, built once. Each event's payload has a
/// ten-digit number of its own, which a receiver finds again in what is delivered.
struct EventRequest {
    private(set) var bytes: [UInt8]
    private let numbers: [Int]

    /// Digits of an event's number.
    static let digits = 10
    /// What stands before the number in every payload.
    static let marker: StaticString = "\"seq\":\""

    /// - Parameters:
    ///   - payloadBytes: size of each payload, at least 256.
    ///   - bulk: nil for a single event, else events a request.
    init(path: String, publishableKey: String, event: String, payloadBytes: Int, bulk: Int?) {
        let payload = Self.payload(bytes: payloadBytes)
        let one = "{\"event\":\"\(event)\",\"payload\":\(payload)}"
        let body = bulk.map { "[" + Array(repeating: one, count: $0).joined(separator: ",") + "]" } ?? one
        let head = """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/json\r
            Accept: application/json\r
            X-Meshes-Publishable-Key: \(publishableKey)\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        bytes = Array((head + body).utf8)
        numbers = Self.positions(in: bytes)
    }

    /// Events a request.
    var count: Int { numbers.count }

    /// Numbers the events of the request from `first`.
    mutating func number(from first: Int) {
        for (offset, position) in numbers.enumerated() {
            var value = first + offset
            for digit in stride(from: position + Self.digits - 1, through: position, by: -1) {
                bytes[digit] = UInt8(48 + value % 10)
                value /= 10
            }
        }
    }

    /// A JSON object of exactly `bytes` bytes that looks like what applications send.
    static func payload(bytes: Int) -> String {
        let start = """
            {\(marker)0000000000","email":"ada@example.com","first_name":"Ada","last_name":"Lovelace",\
            "plan":"team","seats":12,"amount":1290.5,"currency":"EUR","trial":false,"tags":["new","eu"],"note":"
            """
        let room = max(0, bytes - start.utf8.count - 2)
        let words = "invoice paid by card after the second reminder; "
        let note = String(repeating: words, count: room / words.count + 1).prefix(room)
        return start + note + "\"}"
    }

    private static func positions(in bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            var positions: [Int] = []
            while let found = bytes.position(of: marker, from: positions.last ?? 0) {
                positions.append(found + marker.utf8CodeUnitCount)
            }
            return positions
        }
    }
}
