import MeshesModel
import NIOCore

/// Bodies of requests. The payload goes out as the bytes that came in: it is spliced in, never decoded and written again.
enum Envelope {
    /// The payload without white space around it.
    static func raw(_ job: DeliveryJob) -> ByteBuffer {
        ByteBuffer(bytes: trimmed(job.payload))
    }

    /// The wrapped form: seven members, always all and always in this order, without insignificant white space.
    ///
    /// - Parameter sentAt: the start of this attempt.
    static func wrapped(_ job: DeliveryJob, sentAt: Timestamp) -> ByteBuffer {
        let payload = trimmed(job.payload)
        var body = ByteBufferAllocator().buffer(capacity: payload.count + 256)
        body.writeStaticString("{\"uuid\":\"")
        body.writeString(job.event.description)
        body.writeStaticString("\",\"event\":")
        writeLiteral(job.eventName, to: &body)
        body.writeStaticString(",\"resource\":")
        writeLiteral(job.resource, to: &body)
        body.writeStaticString(",\"resource_id\":")
        if let id = job.resourceID { writeLiteral(id, to: &body) } else { body.writeStaticString("null") }
        body.writeStaticString(",\"payload\":")
        body.writeBytes(payload)
        body.writeStaticString(",\"time_created\":")
        body.writeString(String(job.createdAt.milliseconds))
        body.writeStaticString(",\"time_sent\":")
        body.writeString(String(sentAt.milliseconds))
        body.writeStaticString("}")
        return body
    }

    private static func trimmed(_ payload: [UInt8]) -> ArraySlice<UInt8> {
        var slice = payload[...]
        while let first = slice.first, isSpace(first) { slice.removeFirst() }
        while let last = slice.last, isSpace(last) { slice.removeLast() }
        return slice
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// A JSON string literal; only what RFC 8259 demands is escaped.
    private static func writeLiteral(_ text: String, to body: inout ByteBuffer) {
        body.writeInteger(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            body.writeString(text)
        } else {
            for byte in text.utf8 { writeEscaped(byte, to: &body) }
        }
        body.writeInteger(UInt8(ascii: "\""))
    }

    private static func writeEscaped(_ byte: UInt8, to body: inout ByteBuffer) {
        switch byte {
        case UInt8(ascii: "\""): body.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): body.writeStaticString("\\\\")
        case 0x0A: body.writeStaticString("\\n")
        case 0x0D: body.writeStaticString("\\r")
        case 0x09: body.writeStaticString("\\t")
        case 0..<0x20: body.writeString("\\u00" + Hexadecimal.text(CollectionOfOne(byte)))
        default: body.writeInteger(byte)
        }
    }
}
