import MeshesModel
import MeshesStorage

/// Does with the store what a request and its deliveries do.
struct StoreCaller: Sendable {
    private let store: Store
    private let organization: Organization.ID
    private let workspace: Workspace.ID
    private let version: Int64
    private let rules: [Rule.ID]
    private let connections: [Connection.ID]
    private let payload: [UInt8]
    private let records: Bool

    /// - Parameter fanOut: deliveries of each event; 0 for one that is parked.
    init(store: Store, fanOut: Int, payloadBytes: Int) async throws {
        self.store = store
        organization = try await store.organizations.create(name: "bench").id
        let access = Access.system(organization)
        workspace = try await store.workspaces.create(access, name: "bench", description: nil).0.id
        version = try await store.routing.table(workspace)?.version ?? 0
        rules = (0..<max(1, fanOut)).map { _ in store.ids.next() }
        connections = (0..<max(1, fanOut)).map { _ in store.ids.next() }
        payload = Array(EventRequest.payload(bytes: payloadBytes).utf8)
        records = fanOut > 0
    }

    /// Accepts, and records, one event after the other; returns how many.
    func run(until end: Int64) async throws -> Int {
        var count = 0
        while monotonicNanoseconds() < end {
            let now = store.time.now()
            let acceptance = acceptance(at: now)
            guard case .accepted = try await store.acceptance.commit([acceptance])[0] else { throw HTTPFailure("not accepted") }
            count += 1
            guard records else { continue }
            for delivery in acceptance.deliveries {
                let result = try await store.queue.record([change(of: delivery, event: acceptance.event.id, at: now)])[0]
                guard case .applied = result else { throw HTTPFailure("not recorded: \(result)") }
            }
        }
        return count
    }

    private func acceptance(at now: Timestamp) -> Acceptance {
        let progress = EventProgress(total: rules.count, retrying: records ? 0 : rules.count)
        let event = Event(
            id: store.ids.next(), organization: organization, workspace: workspace, name: "order.paid",
            resource: Event.globalResource, resourceID: nil, createdBy: "publishable_key", createdAt: now, progress: progress)
        let deliveries = zip(rules, connections).map { rule, connection in
            NewDelivery(
                id: store.ids.next(), rule: rule, ruleVersion: 1, connection: connection, type: .webhook,
                availableAt: records ? now + .seconds(120) : .never,
                parkedReason: records ? nil : "The connection is switched off")
        }
        return Acceptance(event: event, payload: payload, deliveries: deliveries, routingVersion: version)
    }

    private func change(of delivery: NewDelivery, event: Event.ID, at now: Timestamp) -> DeliveryChange {
        let attempt = Attempt(
            id: store.ids.next(), event: event, rule: delivery.rule, delivery: delivery.id, number: 1, trigger: .auto,
            outcome: .delivered, message: "HTTP 204", httpStatus: 204, startedAt: now, finishedAt: now,
            hasResponseDetails: false)
        return DeliveryChange(
            key: QueueKey(connection: delivery.connection, availableAt: delivery.availableAt, delivery: delivery.id),
            workspace: workspace, event: event, rule: delivery.rule, from: .pending, to: .completed, next: nil,
            attempt: attempt, attemptCount: 1, budgetUsed: 1, seriesStartedAt: now, startedAt: now, completedAt: now,
            nextAttemptAt: nil, lastError: nil, at: now)
    }
}
