import MeshesModel
import MeshesStorage
import Testing

extension StoreFixture {
    /// An event for rules, under the routing version of now, with everything due at once.
    func acceptance(
        _ name: String = "order.paid", for rules: [Rule], in workspace: Workspace? = nil, resource: String = Event.globalResource,
        resourceID: String? = nil, payload: String = #"{"plan":"pro"}"#, availableAt: Timestamp? = nil, parked: String? = nil
    ) async throws -> Acceptance {
        let workspace = workspace ?? self.workspace
        let now = time.now()
        let table = try #require(try await store.routing.table(workspace.id))
        let deliveries = rules.map { rule in
            NewDelivery(
                id: ids.next(), rule: rule.id, ruleVersion: rule.version, connection: rule.connection, type: rule.type,
                availableAt: parked == nil ? availableAt ?? now : .never, parkedReason: parked)
        }
        var progress = EventProgress(total: rules.count)
        if parked != nil { progress.retrying = rules.count }
        if rules.isEmpty { progress.completedAt = now }
        let event = Event(
            id: ids.next(), organization: access.organization, workspace: workspace.id, name: name, resource: resource,
            resourceID: resourceID, createdBy: "publishable_key", createdAt: now, progress: progress)
        return Acceptance(event: event, payload: Array(payload.utf8), deliveries: deliveries, routingVersion: table.version)
    }

    /// Stores an event.
    @discardableResult
    func accept(_ acceptance: Acceptance) async throws -> Event {
        let results = try await store.acceptance.commit([acceptance])
        #expect(results.map(\.word) == ["accepted"])
        return acceptance.event
    }

    /// Stores an event for rules.
    @discardableResult
    func accept(_ rules: Rule..., availableAt: Timestamp? = nil, parked: String? = nil) async throws -> Event {
        try await accept(try await acceptance(for: rules, availableAt: availableAt, parked: parked))
    }

    func event(_ event: Event) async throws -> Event { try await store.events.get(access, event.id) }

    func stored(_ event: Event, _ rule: Rule) async throws -> StoredDelivery {
        try await store.deliveries.stored(access, event.id, rule.id)
    }

    func status(_ event: Event, _ rule: Rule) async throws -> DeliveryStatus {
        try await store.deliveries.get(access, event.id, rule.id).status
    }
}

extension AcceptanceResult {
    /// The case, for comparing.
    var word: String {
        switch self {
        case .accepted: "accepted"
        case .routingChanged: "routingChanged"
        case .nodeEnded: "nodeEnded"
        case .duplicate: "duplicate"
        case .failed(let error as MeshesError): error.name.rawValue
        case .failed: "failed"
        }
    }
}
