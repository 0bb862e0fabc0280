public import MeshesModel

extension QueueEntry {
    /// What transitions look at and change.
    public var state: DeliveryState {
        DeliveryState(
            status: status, attemptCount: attemptCount, budgetUsed: budgetUsed, seriesStartedAt: seriesStartedAt,
            startedAt: startedAt, lastError: lastError, cancelRequested: cancelRequested, trigger: trigger)
    }
}

extension QueueEntry {
    init(
        key: QueueKey, organization: Organization.ID, workspace: Workspace.ID, event: Event.ID, rule: Rule.ID,
        ruleVersion: Int64, type: IntegrationType, eventName: String, resource: String, resourceID: String?,
        eventCreatedAt: Timestamp, payload: [UInt8]?, state: DeliveryState, holder: Int? = nil
    ) {
        self.init(
            key: key, organization: organization, workspace: workspace, event: event, rule: rule, ruleVersion: ruleVersion,
            type: type, eventName: eventName, resource: resource, resourceID: resourceID, eventCreatedAt: eventCreatedAt,
            payload: payload, status: state.status, attemptCount: state.attemptCount, budgetUsed: state.budgetUsed,
            seriesStartedAt: state.seriesStartedAt, startedAt: state.startedAt, trigger: state.trigger,
            cancelRequested: state.cancelRequested, lastError: state.lastError, holder: holder)
    }
}
