import MeshesModel

extension EventFilter {
    /// How a filter is put to the store: the events that are walked, newest first, along one index; and what each of them
    /// must be besides, which is looked at event by event.
    func search(_ access: Access) -> (walk: SQLCondition, check: SQLCondition) {
        var walk = access.events("e")
        var check = SQLCondition.all
        let walked = access.lock == nil ? self.walked : .all
        for (kind, condition) in narrowing {
            if kind == walked { walk = walk.and(condition) } else { check = check.and(condition) }
        }
        if isTest == false { check = check.and("e.test = 0") }
        // Ids hold the time, so a span of time is a span of every index. An id is made after its event's time was taken.
        if let since {
            walk = walk.and("e.id >= ? AND e.created_at >= ?", [.id(Event.ID.first(at: since)), .time(since)])
        }
        if let until {
            walk = walk.and("e.id < ? AND e.created_at < ?", [.id(Event.ID.first(at: until + .seconds(60))), .time(until)])
        }
        if let ids { walk = walk.and("e.id >= ? AND e.id <= ?", [.id(ids.lowerBound), .id(ids.upperBound)]) }
        if !delivery.isEmpty {
            let reach = delivery.condition.and(access.deliveries("d", of: "e"))
            check = check.and("EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND \(reach.sql))", reach.arguments)
        }
        return (walk, check)
    }

    /// That an event is one of a resource, or of one id of it. What the partial indexes want is written out, since no engine
    /// can tell from a parameter that a row lies in one.
    static func isOf(_ resource: String, _ id: String?, _ table: String) -> SQLCondition {
        var condition = SQLCondition.all
        if resource != Event.globalResource { condition = condition.and("\(table).resource <> 'global'") }
        condition = condition.and("\(table).resource = ?", [.text(resource)])
        guard let id else { return condition }
        return condition.and("\(table).resource_id IS NOT NULL AND \(table).resource_id = ?", [.text(id)])
    }

    private enum Narrowing { case status, event, resource, test, all }

    /// The conditions that an index knows.
    private var narrowing: [(Narrowing, SQLCondition)] {
        var conditions: [(Narrowing, SQLCondition)] = []
        if let status {
            let sql = status == .completed ? "e.status = ?" : "e.status <> 3 AND e.status = ?"
            conditions.append((.status, SQLCondition(sql: sql, arguments: [.status(status)])))
        }
        if let event { conditions.append((.event, SQLCondition(sql: "e.event = ?", arguments: [.text(event)]))) }
        if let resource {
            conditions.append((.resource, Self.isOf(resource, resourceID, "e")))
        } else if let resourceID {
            conditions.append((.resource, SQLCondition(sql: "e.resource_id = ?", arguments: [.text(resourceID)])))
        }
        if isTest == true { conditions.append((.test, SQLCondition(sql: "e.test <> 0", arguments: []))) }
        return conditions
    }

    /// The condition that narrows most.
    private var walked: Narrowing {
        let hasResource = resource != nil && resource != Event.globalResource
        if hasResource && resourceID != nil { return .resource }
        if status != nil && status != .completed { return .status }
        if isTest == true { return .test }
        if event != nil { return .event }
        return hasResource ? .resource : .all
    }

    /// What a cursor is bound to.
    var parts: [String?] {
        [
            event, status?.name, resource, resourceID, since?.description, until?.description, isTest.map { "\($0)" },
            ids.map { "\($0.lowerBound)\($0.upperBound)" }, delivery.connection?.description, delivery.rule?.description,
            delivery.type?.rawValue, delivery.outcome?.name,
        ]
    }
}
