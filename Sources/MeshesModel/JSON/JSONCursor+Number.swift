extension JSONCursor {
    /// Passes the number at the cursor; says whether it is written as an integer, without fraction and exponent.
    mutating func number() throws(JSONSyntaxError) -> Bool {
        if current == UInt8(ascii: "-") {
            position += 1
            guard isDigit else { throw malformed() }
        }
        guard isDigit else { throw unexpected() }
        if current == UInt8(ascii: "0") {
            position += 1
            if isDigit { throw malformed() }
        } else {
            skipDigits()
        }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            guard isDigit else { throw malformed() }
            skipDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard isDigit else { throw malformed() }
            skipDigits()
        }
        return isInteger
    }

    private var isDigit: Bool { current &- UInt8(ascii: "0") < 10 }

    private mutating func skipDigits() {
        while isDigit { position += 1 }
    }

    private func malformed() -> JSONSyntaxError {
        JSONSyntaxError(position < end ? .invalidNumber : .unexpectedEnd, at: position)
    }
}
