public import HTTPTypes
import Hummingbird
public import MeshesModel
import MeshesServer
import NIOCore

/// With what a request of a test proves itself.
public enum TestCredential: Sendable {
    case none
    /// The fixture's tenant, with a fresh machine token.
    case machine
    case publishable
    /// The machine key of another tenant, or another one of this.
    case key(MachineKey)
    case bearer(String)
    case publishableText(String)
}

/// The server broke a promise that holds for every answer.
public struct BrokenPromise: Error, CustomStringConvertible {
    public var description: String

    public init(description: String) {
        self.description = description
    }
}

extension ServerFixture {
    /// Sends a request and holds the answer to what every answer must be: a status that the operation has, a request id,
    /// JSON wherever there is a body of the API.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, as credential: TestCredential = .machine, json: JSONValue? = nil,
        text: String? = nil, bytes: [UInt8]? = nil, headers extra: [String: String] = [:], peer: String? = nil
    ) async throws -> TestReply {
        var headers = HTTPFields()
        switch credential {
        case .none: break
        case .machine: headers[.authorization] = "Bearer " + token(tenant.machineKey)
        case .key(let key): headers[.authorization] = "Bearer " + token(key)
        case .bearer(let text): headers[.authorization] = "Bearer " + text
        case .publishable: set("X-Meshes-Publishable-Key", tenant.publishableKey.key, in: &headers)
        case .publishableText(let text): set("X-Meshes-Publishable-Key", text, in: &headers)
        }
        let body = bytes ?? json.map { Array($0.compactText.utf8) } ?? text.map { Array($0.utf8) } ?? []
        if json != nil { headers[.contentType] = "application/json" }
        if !body.isEmpty { headers[.contentLength] = String(body.count) }
        for (name, value) in extra { set(name, value, in: &headers) }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let response = try await responder.respond(
            to: request, context: ServerContext(logger: services.logger, peer: peer))
        let collector = BodyCollector()
        // The body of a stream never ends: `withStream` reads it.
        if response.headers[.contentType] != Self.streamType { try await response.body.write(collector) }
        let reply = TestReply(status: response.status.code, headers: response.headers, bytes: collector.bytes)
        try check(reply, to: method, path)
        return reply
    }

    /// The content type of live streams.
    static let streamType = "text/event-stream"

    /// A good token of now.
    public func token(_ key: MachineKey) -> String {
        TestToken(key, now: time.now()).text
    }

    private func set(_ name: String, _ value: String, in headers: inout HTTPFields) {
        if let name = HTTPField.Name(name) { headers[name] = value }
    }

    private func check(_ reply: TestReply, to method: HTTPRequest.Method, _ path: String) throws {
        let bare = path.prefix { $0 != "?" }
        guard let operation = responder.operation(method, path: String(bare)) else {
            guard reply.status == 404 || reply.status == 405 else {
                throw BrokenPromise(description: "\(method) \(path) is no operation and answered \(reply.status)")
            }
            return
        }
        guard operation.statuses.contains(reply.status) else {
            throw BrokenPromise(description: "\(operation.name) may not answer \(reply.status): \(reply.text)")
        }
        guard reply.header("X-Request-Id")?.isEmpty == false else {
            throw BrokenPromise(description: "\(operation.name) answered without a request id")
        }
        guard path.hasPrefix("/api/"), reply.status != 204, reply.header("Content-Type") != Self.streamType else { return }
        guard reply.header("Content-Type") == "application/json", (try? JSONValue(parsing: reply.bytes)) != nil else {
            throw BrokenPromise(description: "\(operation.name) answered no JSON: \(reply.text)")
        }
        if reply.status >= 400, reply["message"]?.string == nil || reply.errorName == nil {
            throw BrokenPromise(description: "\(operation.name) answered an error of another form: \(reply.text)")
        }
    }
}
