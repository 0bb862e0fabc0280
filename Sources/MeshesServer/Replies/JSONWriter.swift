import MeshesModel
import NIOCore

/// Writes JSON text into a buffer without going through an encoder: for the answers to ingestion.
struct JSONWriter {
    private(set) var buffer: ByteBuffer

    init(capacity: Int) {
        buffer = ByteBuffer()
        buffer.reserveCapacity(capacity)
    }

    /// Text that is JSON already.
    mutating func raw(_ text: StaticString) {
        buffer.writeStaticString(text)
    }

    mutating func raw(_ bytes: some Sequence<UInt8>) {
        buffer.writeBytes(bytes)
    }

    mutating func integer(_ value: Int) {
        buffer.writeString(String(value))
    }

    /// A text in quotes.
    mutating func string(_ text: String) {
        buffer.writeInteger(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            buffer.writeString(text)
        } else {
            for byte in text.utf8 { escaped(byte) }
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    mutating func id<Entity>(_ id: Identifier<Entity>) {
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeString(id.description)
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    mutating func time(_ time: Timestamp) {
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeString(time.description)
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
        case 0..<0x20:
            buffer.writeStaticString("\\u00")
            for digit in [byte >> 4, byte & 0xF] { buffer.writeInteger(digit < 10 ? 48 + digit : 87 + digit) }
        default: buffer.writeInteger(byte)
        }
    }
}
