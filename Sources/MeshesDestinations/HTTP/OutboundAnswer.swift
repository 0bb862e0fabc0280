public import NIOCore

/// What came back.
public struct OutboundAnswer: Sendable {
    /// Bytes of an answer's body that are read; the connection is closed instead of reading more.
    public static let bodyLimit = 64 * 1024
    /// Bytes of an answer's header section; a longer one counts as no HTTP answer.
    public static let headerLimit = 32 * 1024

    public var status: Int
    /// In the order in which they came.
    public var headers: [(String, String)]
    /// At most `bodyLimit` bytes.
    public var body: ByteBuffer
    /// Whether the body went on: it was longer than the limit, or its end did not come in time.
    public var bodyCut: Bool

    public init(status: Int, headers: [(String, String)] = [], body: ByteBuffer = ByteBuffer(), bodyCut: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.bodyCut = bodyCut
    }

    /// The first value of a header; `name` in lower case.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.equalsIgnoringCase(name) }?.1
    }
}
