public import NIOCore

/// What came back.
public struct OutboundAnswer: Sendable {
    /// Bytes of an answer's body that are read unless a request says otherwise; the connection is closed instead of reading more.
    public static let bodyLimit = 64 * 1024
    /// Bytes of an answer's header section; a longer one counts as no HTTP answer.
    public static let headerLimit = 32 * 1024

    public var status: Int
    /// In the order in which they came.
    public var headers: [(String, String)]
    /// At most as many bytes as the request allows.
    public var body: ByteBuffer
    /// Whether the body went on: it was longer than the limit, or its end did not come in time.
    public var bodyCut: Bool
    /// Why the end of the body did not come; nil when it came, or when the body is longer than what is read.
    public var interruption: OutboundFailure?

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

    /// The receiver's own id of the exchange, if it sent one that can be shown.
    var requestID: String? {
        (header("x-request-id") ?? header("request-id")).flatMap(Self.readableID)
    }

    /// An id that can be shown; nil for anything else.
    static func readableID(_ id: String) -> String? {
        id.utf8.count <= 128 && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? id : nil
    }
}
