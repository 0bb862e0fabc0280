public import AsyncHTTPClient

/// Emits events with a publishable key: all that a front end or a worker needs.
///
/// ```swift
/// let events = try EventsClient(url: "https://meshes.example.com", publishableKey: "mesh_pub_…")
/// let event = try await events.emit(EventMessage("user.signup", payload: ["email": "ada@example.com"]))
/// ```
public struct EventsClient: Sendable {
    private let transport: Transport
    private let credential: Credential

    /// - Parameters:
    ///   - url: with or without `/api/v1`.
    ///   - timeout: of a whole call.
    /// - Throws: `ClientError.invalid` for a bad address or key.
    public init(
        url: String, publishableKey: String, http: HTTPClient = .meshes, timeout: Duration = .seconds(5)
    ) throws(ClientError) {
        guard publishableKey.hasPrefix("mesh_pub_") else { throw .invalid("A publishable key starts with \"mesh_pub_\".") }
        transport = Transport(base: try BaseURL(url), http: http, timeout: timeout, clientName: "Meshes Swift Client v1")
        credential = .publishableKey(publishableKey)
    }

    /// Emits one event; when this returns, the event is stored durably.
    ///
    /// - Parameter idempotencyKey: a second call with the same key and body within 24 hours gives the first answer again.
    public func emit(_ message: EventMessage, idempotencyKey: String? = nil) async throws(ClientError) -> API.Event {
        try await transport.emit(message, idempotencyKey: idempotencyKey, credential: credential)
    }

    /// Emits 1 to 100 events; each is accepted or refused by itself.
    public func emit(bulk messages: [EventMessage], idempotencyKey: String? = nil) async throws(ClientError) -> API.BulkResult {
        try await transport.emit(bulk: messages, idempotencyKey: idempotencyKey, credential: credential)
    }
}
