/// Percent-encoding of paths, queries and header values.
enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// A path and query in which every byte that RFC 3986 does not allow there is written as `%XX`. What is encoded
    /// already stays as it is.
    static func normalized(_ text: Substring) throws(URLSyntaxError) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (position, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "%") {
                guard position + 2 < bytes.count, bytes[position + 1].isASCIIHexDigit, bytes[position + 2].isASCIIHexDigit else {
                    throw URLSyntaxError("must not have a percent sign without two hexadecimal digits")
                }
                result.append(byte)
            } else if isAllowed(byte) {
                result.append(byte)
            } else {
                append(byte, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A header value in which every UTF-8 byte outside 0x21–0x7E, and `%` itself, is written as `%XX`.
    static func headerValue(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
        guard !plain else { return text }
        var result: [UInt8] = []
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") { result.append(byte) } else { append(byte, to: &result) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A value that becomes part of a path or a query: everything but unreserved characters (RFC 3986, 2.3) is written as
    /// `%XX`, so that it can be neither a separator nor a space.
    static func component(_ text: some StringProtocol) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte.isASCIILetter || byte.isASCIIDigit || unreservedMarks.contains(byte) { result.append(byte) } else { append(byte, to: &result) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "%"))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 0xF)])
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || allowedMarks.contains(byte)
    }

    private static let unreservedMarks = Set("-._~".utf8)
    private static let allowedMarks = Set("-._~!$&'()*+,;=:@/?".utf8)
}
