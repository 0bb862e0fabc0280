extension ManagementClient {
    /// Finished attempts of a delivery, newest first.
    public func attempts(
        event: EventID, rule: RuleID, _ page: PageQuery = PageQuery()
    ) async throws(ClientError) -> API.Page<API.Attempt> {
        try await send(.get("/events/\(event)/rules/\(rule)/attempts", query: page.items))
    }

    /// What the destination answered; only failed attempts keep it (404 otherwise).
    public func responseDetails(event: EventID, rule: RuleID, attempt: AttemptID) async throws(ClientError) -> API.AttemptResponse {
        try await send(.get("/events/\(event)/rules/\(rule)/attempts/\(attempt)/response-details"))
    }

    /// Has a delivery that waits or has failed attempted now. 425 when an attempt is running or about to start, 409 when
    /// it is completed or canceled, 422 when its rule, connection or payload is gone.
    public func retry(event: EventID, rule: RuleID) async throws(ClientError) -> API.Delivery {
        try await send(.post("/events/\(event)/rules/\(rule)/retry"))
    }

    /// Cancels one delivery; an attempt that is running ends naturally.
    public func cancel(event: EventID, rule: RuleID) async throws(ClientError) -> API.Delivery {
        try await send(.post("/events/\(event)/rules/\(rule)/cancel"))
    }

    /// Cancels every delivery of an event that is not finished.
    public func cancel(event: EventID) async throws(ClientError) -> API.Event {
        try await send(.post("/events/\(event)/cancel"))
    }
}
