/// Why bytes are not the JSON text that was asked for.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte
        /// Something follows the value.
        case trailingBytes
        case invalidNumber
        case invalidEscape
        /// An unescaped control character in a string.
        case controlCharacter
        case invalidUTF8
        /// More arrays and objects lie in each other than the limit allows.
        case tooDeep(limit: Int)
        /// The text is JSON, but of another kind.
        case notAnObject, notAnArray, notAString
    }

    /// Offset of the byte at fault.
    public var offset: Int
    public var reason: Reason

    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// For people, for example `unexpected character at byte 12`.
    public var description: String { "\(reason.text) at byte \(offset)" }
}

extension JSONSyntaxError.Reason {
    fileprivate var text: String {
        switch self {
        case .unexpectedEnd: "unexpected end"
        case .unexpectedByte: "unexpected character"
        case .trailingBytes: "more text after the value"
        case .invalidNumber: "malformed number"
        case .invalidEscape: "malformed escape sequence"
        case .controlCharacter: "control character in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .tooDeep(let limit): "nesting deeper than \(limit) levels"
        case .notAnObject: "no object"
        case .notAnArray: "no array"
        case .notAString: "no string"
        }
    }
}
