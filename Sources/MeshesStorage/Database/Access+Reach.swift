import MeshesModel

/// What an access reaches of each kind of thing. A session never sees what is hidden; one that is locked to a resource sees
/// the events and the rules of that resource only.
extension Access {
    func connections(_ table: String) -> SQLCondition {
        let reach = SQLCondition(sql: condition(table), arguments: arguments)
        return allows(.readHidden) ? reach : reach.and("\(table).hidden = 0")
    }

    func rules(_ table: String) -> SQLCondition {
        var reach = SQLCondition(sql: condition(table), arguments: arguments)
        if let lock {
            reach = reach.and(
                "\(table).resource = ? AND \(table).resource_id = ?", [.text(lock.resource), .text(lock.resourceID)])
        }
        return allows(.readHidden) ? reach : reach.and(Self.shown([table + ".id", table + ".connection_id"]))
    }

    func events(_ table: String) -> SQLCondition {
        let reach = SQLCondition(sql: condition(table), arguments: arguments)
        guard let lock else { return reach }
        return reach.and(EventFilter.isOf(lock.resource, lock.resourceID, table))
    }

    /// - Parameter events: the table that the deliveries' events are joined as.
    func deliveries(_ table: String, of events: String) -> SQLCondition {
        let reach = self.events(events)
        return allows(.readHidden) ? reach : reach.and(Self.shown([table + ".rule_id", table + ".connection_id"]))
    }

    /// That none of the ids is one of something hidden.
    private static func shown(_ columns: [String]) -> String {
        columns.map { "NOT EXISTS (SELECT 1 FROM concealed h WHERE h.id = \($0))" }.joined(separator: " AND ")
    }
}
