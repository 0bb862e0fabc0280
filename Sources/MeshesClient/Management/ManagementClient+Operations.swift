public import MeshesModel

extension ManagementClient {
    private struct Envelope: Decodable { let event: API.Event }
    private struct Events: Encodable { let events: [EventID] }
    private struct Test: Encodable { let payload: JSONValue }
    private struct Span: Encodable {
        let connection: ConnectionID
        let since: Timestamp
        let until: Timestamp
    }

    /// Has the failed deliveries of 1 to 100 events attempted again.
    public func retry(events: [EventID], in workspace: WorkspaceID) async throws(ClientError) -> API.BulkOperation {
        try await send(.post("/workspaces/\(workspace)/events/retry", Events(events: events)))
    }

    /// Has failed deliveries of a connection attempted again whose events were accepted in a span of time, the oldest first
    /// and at most 1000; call again for more.
    public func retry(
        connection: ConnectionID, since: Timestamp, until: Timestamp, in workspace: WorkspaceID
    ) async throws(ClientError) -> API.BulkOperation {
        try await send(
            .post("/workspaces/\(workspace)/events/retry", Span(connection: connection, since: since, until: until)))
    }

    /// Cancels the unfinished deliveries of 1 to 100 events.
    public func cancel(events: [EventID], in workspace: WorkspaceID) async throws(ClientError) -> API.BulkOperation {
        try await send(.post("/workspaces/\(workspace)/events/cancel", Events(events: events)))
    }

    /// Emits an event again: the same payload under a new id.
    public func replay(event: EventID) async throws(ClientError) -> API.Event {
        try await send(.post("/events/\(event)/replay"), as: Envelope.self).event
    }

    /// Sends a test event through one rule alone; it is counted nowhere. 422 while the rule or its connection is off.
    public func test(rule: RuleID, payload: JSONValue) async throws(ClientError) -> API.Event {
        try await send(.post("/rules/\(rule)/test", Test(payload: payload)), as: Envelope.self).event
    }

    /// Tries a connection; 422 when its destination refuses.
    public func test(connection: ConnectionID) async throws(ClientError) -> API.ConnectionTest {
        try await send(.post("/connections/\(connection)/test"))
    }
}
