import HTTPTypes
import Hummingbird
import MeshesServer
import NIOCore

extension ServerFixture {
    /// Opens a live stream, runs `body` beside it and lets the stream go.
    public func withStream(
        _ path: String, token: String? = nil, _ body: @Sendable (OpenStream) async throws -> Void
    ) async throws {
        let headers: HTTPFields = [.authorization: "Bearer " + (token ?? self.token(tenant.machineKey))]
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        let response = try await responder.respond(to: request, context: ServerContext(logger: services.logger, peer: nil))
        guard response.status == .ok, response.headers[.contentType] == Self.streamType else {
            throw BrokenPromise(description: "no stream but \(response.status)")
        }
        let stream = OpenStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await response.body.write(stream) }
            try await self.until("the stream is open") { stream.text.contains("event: open") }
            try await body(stream)
            group.cancelAll()
        }
    }

    /// Waits until something is so that other nodes bring about, while the clock moves on.
    public func untilMoved(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<3_000 {
            if try await condition() { return }
            time.advance(by: .milliseconds(1))
            _ = try await store.organizations.all()
        }
        throw BrokenPromise(description: "never came true: \(what)")
    }

    /// Waits until something is so, without the wall clock.
    public func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<100_000 {
            if try await condition() { return }
            await Task.yield()
        }
        throw BrokenPromise(description: "never came true: \(what)")
    }
}
