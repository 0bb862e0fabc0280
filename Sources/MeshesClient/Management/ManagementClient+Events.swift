import Foundation

extension ManagementClient {
    /// Emits one event; `message.workspace` is needed. When this returns, the event is stored durably.
    public func emit(_ message: EventMessage, idempotencyKey: String? = nil) async throws(ClientError) -> API.Event {
        try await transport.emit(message, idempotencyKey: idempotencyKey, credential: credential)
    }

    /// Emits 1 to 100 events, each with its workspace; each is accepted or refused by itself.
    public func emit(bulk messages: [EventMessage], idempotencyKey: String? = nil) async throws(ClientError) -> API.BulkResult {
        try await transport.emit(bulk: messages, idempotencyKey: idempotencyKey, credential: credential)
    }

    /// Events of all workspaces that the key reaches, newest first.
    public func events(_ page: PageQuery = PageQuery()) async throws(ClientError) -> API.Page<API.Event> {
        try await send(.get("/events", query: page.items))
    }

    /// Events of one workspace, newest first.
    public func events(
        in workspace: WorkspaceID, matching query: EventQuery = EventQuery(), _ page: PageQuery = PageQuery()
    ) async throws(ClientError) -> API.Page<API.Event> {
        try await send(.get("/workspaces/\(workspace)/events", query: query.items + page.items))
    }

    /// One event with its deliveries.
    public func event(_ id: EventID) async throws(ClientError) -> API.Event {
        try await send(.get("/events/\(id)"))
    }

    /// The event with its payload; 404 once the payload is past its retention time.
    public func payload(of id: EventID) async throws(ClientError) -> API.Event {
        try await send(.get("/events/\(id)/payload"))
    }
}
