public import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// To be called after a connection was created, changed, switched on or off: its lane follows.
    public func connectionChanged(_ id: Connection.ID) async throws {
        connections.forget(id)
        mappings.forget(id)
        guard let connection = try await connections.connection(id) else { return }
        if let grant = connection.grant { grants.forget(grant) }
        routing.forget(connection.workspace)
        changes.tell(connection.workspace, .connection(id, hidden: connection.hidden))
        if connection.active {
            scheduler.withLock { $0.reset(id) }
            enqueue(.sweep(.release(id, connection.workspace)))
        } else {
            try await giveBack(scheduler.withLock { $0.clear(id) })
            enqueue(.sweep(.park(id, connection.workspace, reason: Self.parkedMessage)))
        }
        say(.connection(id))
    }

    /// To be called after a connection was deleted: what waits for it is canceled.
    public func connectionDeleted(_ connection: Connection) async throws {
        connections.forget(connection.id)
        mappings.forget(connection.id)
        routing.forget(connection.workspace)
        changes.tell(connection.workspace, .connection(connection.id, hidden: connection.hidden))
        say(.connection(connection.id))
        try await giveBack(scheduler.withLock { $0.clear(connection.id) })
        enqueue(.sweep(.cancelConnection(connection.id, connection.workspace)))
    }

    /// To be called after a rule was created, changed, switched on or off.
    public func ruleChanged(_ rule: Rule) {
        routing.forget(rule.workspace)
        tell(rule)
        if rule.active {
            rules.resume(rule.id)
            say(.rule(rule.id, rule.workspace, isOver: false))
        } else {
            end(rule, reason: "The rule was switched off.")
        }
    }

    /// To be called after a rule was deleted: its unfinished deliveries are canceled.
    public func ruleDeleted(_ rule: Rule) {
        routing.forget(rule.workspace)
        tell(rule)
        end(rule, reason: "The rule was deleted.")
    }

    private func tell(_ rule: Rule) {
        changes.tell(
            rule.workspace,
            .rule(rule.id, resource: rule.resource, resourceID: rule.resourceID, hidden: rule.hidden))
    }

    private func end(_ rule: Rule, reason: String) {
        rules.end(rule.id)
        say(.rule(rule.id, rule.workspace, isOver: true))
        enqueue(.sweep(.cancelRule(rule.id, rule.workspace, reason: reason)))
    }
}
