import MeshesModel
import MeshesStorage

extension QueueEntry {
    /// The entry of a delivery that this node accepted itself.
    init(_ delivery: NewDelivery, of event: Event, payload: [UInt8]) {
        self.init(
            key: QueueKey(connection: delivery.connection, availableAt: delivery.availableAt, delivery: delivery.id),
            organization: event.organization, workspace: event.workspace, event: event.id, rule: delivery.rule,
            ruleVersion: delivery.ruleVersion, type: delivery.type, eventName: event.name, resource: event.resource,
            resourceID: event.resourceID, eventCreatedAt: event.createdAt, payload: payload, status: .pending,
            attemptCount: 0, budgetUsed: 0, seriesStartedAt: event.createdAt, startedAt: nil, trigger: event.firstTrigger,
            cancelRequested: false, lastError: nil, holder: delivery.holder)
    }
}
