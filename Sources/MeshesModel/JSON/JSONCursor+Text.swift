extension JSONCursor {
    /// The characters of a string that was passed.
    func text(of text: Text) -> String {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[text.range])
        guard text.hasEscapes else { return String(decoding: slice, as: UTF8.self) }
        var scalars = String.UnicodeScalarView()
        var rest = slice[...]
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            scalars.append(contentsOf: String(decoding: rest[..<backslash], as: UTF8.self).unicodeScalars)
            rest = rest[(backslash + 1)...]
            scalars.append(Self.takeEscape(&rest))
        }
        scalars.append(contentsOf: String(decoding: rest, as: UTF8.self).unicodeScalars)
        return String(scalars)
    }

    /// Whether a string that was passed has these characters.
    @inline(__always)
    func equals(_ text: Text, _ name: StaticString) -> Bool {
        if text.hasEscapes { return self.text(of: text) == name.description }
        guard text.range.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount where bytes[text.range.lowerBound + index] != name.utf8Start[index] {
            return false
        }
        return true
    }

    /// What follows a backslash. The escape was checked when it was passed; a surrogate without its partner becomes U+FFFD.
    private static func takeEscape(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar {
        switch rest.removeFirst() {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = takeHex(&rest)
            if (0xD800...0xDBFF).contains(unit), rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
                var ahead = rest.dropFirst(2)
                let low = takeHex(&ahead)
                if (0xDC00...0xDFFF).contains(low) {
                    rest = ahead
                    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
                }
            }
            return Unicode.Scalar(unit) ?? "\u{FFFD}"
        case let other: return Unicode.Scalar(other)
        }
    }

    private static func takeHex(_ rest: inout Slice<UnsafeRawBufferPointer>) -> UInt32 {
        var value: UInt32 = 0
        for byte in rest.prefix(4) { value = value << 4 | (hexValue(byte) ?? 0) }
        rest = rest.dropFirst(4)
        return value
    }
}
