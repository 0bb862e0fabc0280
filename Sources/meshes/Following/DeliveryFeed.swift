import MeshesClient
import MeshesModel

/// Follows deliveries by asking the API for the newest events of some workspaces and telling what has changed since.
///
/// It sees the 200 newest events of each workspace; a change of an older one goes by unseen.
struct DeliveryFeed: Sendable {
    /// A delivery that is new or has changed.
    struct Change: Sendable {
        let workspace: API.Workspace
        let delivery: API.Delivery
        let destination: String
    }

    private struct State: Equatable {
        let status: String
        let attemptCount: Int
        let nextAttemptAt: Timestamp?
    }

    private let client: ManagementClient
    private let workspaces: [API.Workspace]
    private var known: [DeliveryID: State] = [:]
    private var names = ConnectionNames()

    init(client: ManagementClient, workspaces: [API.Workspace]) {
        self.client = client
        self.workspaces = workspaces
    }

    /// What has changed since the call before, oldest event first.
    mutating func poll() async throws(ClientError) -> [Change] {
        var changes: [Change] = []
        var present: [DeliveryID: State] = [:]
        for workspace in workspaces {
            let page = try await client.events(in: workspace.id, matching: EventQuery(withDeliveries: true), PageQuery(limit: 200))
            let deliveries = page.records.reversed().flatMap { $0.deliveries ?? [] }
            try await names.learn(deliveries, from: client)
            for delivery in deliveries {
                let state = State(
                    status: delivery.status, attemptCount: delivery.attemptCount, nextAttemptAt: delivery.nextAttemptAt)
                present[delivery.id] = state
                guard known[delivery.id] != state else { continue }
                changes.append(Change(workspace: workspace, delivery: delivery, destination: names[delivery.connection]))
            }
        }
        known = present
        return changes.sorted { $0.delivery.createdAt < $1.delivery.createdAt }
    }
}

extension DeliveryFeed.Change {
    /// From the event's acceptance to the end of the delivery; nil while it is not finished.
    var took: Duration? { delivery.completedAt.map { $0 - delivery.createdAt } }
}
