import Glibc

/// One whole message in a buffer: its first line, and where the body lies.
struct HTTPMessage {
    let bytes: UnsafeRawBufferPointer
    let body: Range<Int>

    /// Bytes of head and body together.
    var size: Int { body.upperBound }

    /// Nil while the message is not whole.
    init?(_ bytes: UnsafeRawBufferPointer) throws {
        guard let blank = bytes.position(of: "\r\n\r\n") else { return nil }
        let start = blank + 4
        let length = try Self.contentLength(bytes[..<(start - 2)])
        guard bytes.count >= start + length else { return nil }
        self.bytes = bytes
        self.body = start..<(start + length)
    }

    /// The status of a response, 0 for anything else.
    var status: Int {
        guard bytes.count >= 12 else { return 0 }
        return bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// The body as text, cut to `limit` bytes.
    func text(limit: Int) -> String {
        String(decoding: bytes[body].prefix(limit), as: UTF8.self)
    }

    private static func contentLength(_ head: Slice<UnsafeRawBufferPointer>) throws -> Int {
        let name: StaticString = "\ncontent-length:"
        let count = name.utf8CodeUnitCount
        var index = head.startIndex
        while let newline = head[index...].firstIndex(of: 10), newline + count <= head.endIndex {
            index = newline + 1
            guard head[index] | 0x20 == UInt8(ascii: "c"),
                let base = head.base.baseAddress,
                strncasecmp(
                    (base + newline).assumingMemoryBound(to: CChar.self),
                    UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), count) == 0
            else { continue }
            return head[(newline + count)...].drop { $0 == 32 }.prefix { $0 >= 48 && $0 <= 57 }
                .reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        return 0
    }
}
