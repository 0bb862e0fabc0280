extension JSONCursor {
    /// Passes the string at the cursor, which stands on its opening quote.
    mutating func string() throws(JSONSyntaxError) -> Text {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlainWords()
            guard position < end else { throw JSONSyntaxError(.unexpectedEnd, at: position) }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return Text(range: start..<position - 1, hasEscapes: hasEscapes)
            } else if byte >= 0x80 {
                try multibyteCharacter(byte)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try escape()
            } else if byte < 0x20 {
                throw JSONSyntaxError(.controlCharacter, at: position)
            } else {
                position += 1
            }
        }
    }

    /// Passes eight bytes at a time while all are printable ASCII without quote and backslash.
    @inline(__always)
    private mutating func skipPlainWords() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        while position &+ 8 <= end {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // The top bit of a byte is set where it is a control character, a quote, a backslash or not ASCII.
            let special = (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | word
            if special & (ones &* 0x80) != 0 { return skipPlainBytes() }
            position &+= 8
        }
    }

    @inline(__always)
    private mutating func skipPlainBytes() {
        while position < end {
            let byte = bytes[position]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
            position &+= 1
        }
    }

    /// Passes one character of two to four bytes; refuses overlong forms, surrogates and what lies beyond U+10FFFF.
    private mutating func multibyteCharacter(_ lead: UInt8) throws(JSONSyntaxError) {
        let second = position + 1 < end ? bytes[position + 1] : 0
        let (length, allowed): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0, position + length <= end, allowed.contains(second) else {
            throw JSONSyntaxError(.invalidUTF8, at: position)
        }
        for index in 2..<max(length, 2) where bytes[position + index] & 0xC0 != 0x80 {
            throw JSONSyntaxError(.invalidUTF8, at: position)
        }
        position += length
    }

    private mutating func escape() throws(JSONSyntaxError) {
        position += 1
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            for _ in 0..<4 {
                guard Self.hexValue(current) != nil else { throw invalidEscape() }
                position += 1
            }
        default: throw invalidEscape()
        }
    }

    private func invalidEscape() -> JSONSyntaxError {
        JSONSyntaxError(position < end ? .invalidEscape : .unexpectedEnd, at: position)
    }

    static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
