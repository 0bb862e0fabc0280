public import NIOCore

/// A request, ready for the wire.
public struct OutboundRequest: Sendable {
    /// The methods in use.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    public var method: Method
    public var url: WebURL
    /// In the order in which they go out; `Host` and `Content-Length` are added by the sender.
    public var headers: [(String, String)]
    public var body: ByteBuffer
    /// For everything from the name look-up to the last byte of the captured answer.
    public var timeout: Duration
    /// Bytes of the answer's body that are read.
    public var answerLimit: Int

    public init(
        method: Method, url: WebURL, headers: [(String, String)], body: ByteBuffer, timeout: Duration,
        answerLimit: Int = OutboundAnswer.bodyLimit
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.answerLimit = answerLimit
    }
}
