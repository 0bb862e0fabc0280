import MeshesClient
import MeshesModel

/// Everything that is known of one event: what a support person wants on one page.
struct EventHistory: Encodable, Sendable {
    struct DeliveryHistory: Encodable, Sendable {
        let delivery: API.Delivery
        let destination: String
        /// Oldest first, at most the newest 200.
        let attempts: [API.Attempt]
        /// Of the newest failed attempt, where it is still kept.
        let lastResponse: API.AttemptResponse?

        enum CodingKeys: String, CodingKey {
            case delivery, destination, attempts
            case lastResponse = "last_response"
        }
    }

    let event: API.Event
    let workspace: API.Workspace
    let payload: JSONValue?
    let deliveries: [DeliveryHistory]

    static func load(_ id: EventID, from client: ManagementClient) async throws(ClientError) -> EventHistory {
        let event = try await client.event(id)
        var names = ConnectionNames()
        try await names.learn(event.deliveries ?? [], from: client)
        var deliveries: [DeliveryHistory] = []
        for delivery in event.deliveries ?? [] {
            let attempts = try await client.attempts(event: id, rule: delivery.rule, PageQuery(limit: 200)).records
            deliveries.append(
                DeliveryHistory(
                    delivery: delivery, destination: names[delivery.connection], attempts: attempts.reversed(),
                    lastResponse: try await lastResponse(delivery, attempts, client)))
        }
        return EventHistory(
            event: event, workspace: try await client.workspace(event.workspace), payload: try await payload(id, client),
            deliveries: deliveries)
    }

    private static func lastResponse(
        _ delivery: API.Delivery, _ attempts: [API.Attempt], _ client: ManagementClient
    ) async throws(ClientError) -> API.AttemptResponse? {
        guard let attempt = attempts.first(where: \.hasResponseDetails) else { return nil }
        return try await unlessGone { () throws(ClientError) in
            try await client.responseDetails(event: delivery.eventID, rule: delivery.rule, attempt: attempt.id)
        }
    }

    private static func payload(_ id: EventID, _ client: ManagementClient) async throws(ClientError) -> JSONValue? {
        try await unlessGone { () throws(ClientError) in try await client.payload(of: id) }?.payload
    }

    /// Nil for what is past its retention time.
    private static func unlessGone<Value>(_ call: () async throws(ClientError) -> Value) async throws(ClientError) -> Value? {
        do {
            return try await call()
        } catch {
            guard error.status == 404 else { throw error }
            return nil
        }
    }
}
