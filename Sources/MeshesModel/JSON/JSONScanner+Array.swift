extension JSONScanner {
    /// The members of an object; see the form that takes a buffer.
    public static func members(
        of bytes: [UInt8], in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> [JSONMember] {
        try scan(bytes) { (buffer) throws(JSONSyntaxError) in try members(of: buffer, in: range, maxDepth: maxDepth) }
    }

    /// The elements of an array; see the form that takes a buffer.
    public static func elements(
        of bytes: [UInt8], in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> [JSONElement] {
        try scan(bytes) { (buffer) throws(JSONSyntaxError) in try elements(of: buffer, in: range, maxDepth: maxDepth) }
    }

    /// The characters of a string literal.
    public static func string(of bytes: [UInt8], in range: Range<Int>? = nil) throws(JSONSyntaxError) -> String {
        try scan(bytes) { (buffer) throws(JSONSyntaxError) in try string(of: buffer, in: range) }
    }

    /// Checks one value of any kind and says where it lies.
    public static func value(
        of bytes: [UInt8], in range: Range<Int>? = nil, maxDepth: Int = 64
    ) throws(JSONSyntaxError) -> JSONElement {
        try scan(bytes) { (buffer) throws(JSONSyntaxError) in try value(of: buffer, in: range, maxDepth: maxDepth) }
    }

    /// Runs `body` on the bytes of an array with its error type kept, which `withUnsafeBytes` would widen.
    static func scan<Result, Failure: Error>(
        _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let result: Swift.Result<Result, Failure> = bytes.withUnsafeBytes { buffer in
            do throws(Failure) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
