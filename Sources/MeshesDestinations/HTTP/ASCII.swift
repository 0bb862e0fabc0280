extension StringProtocol {
    /// Compares as ASCII, without regard to case; cheaper than `lowercased()`.
    func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        let left = utf8, right = other.utf8
        guard left.count == right.count else { return false }
        return zip(left, right).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self + 0x20 : self }
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isASCIILetter: Bool { let low = asciiLowercased; return low >= 0x61 && low <= 0x7A }
    var isASCIIHexDigit: Bool { let low = asciiLowercased; return isASCIIDigit || (low >= 0x61 && low <= 0x66) }
}
