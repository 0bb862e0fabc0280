import MeshesModel

extension EventFilter {
    /// The conditions on a table of events. Those of the partial indexes are written out, since no engine can tell from a
    /// parameter that a row lies in one.
    func conditions(_ table: String) -> [String] {
        var conditions: [String] = []
        if let status {
            if status != .completed { conditions.append("\(table).status <> 3") }
            conditions.append("\(table).status = ?")
        }
        if event != nil { conditions.append("\(table).event = ?") }
        if let resource {
            if resource != Event.globalResource { conditions.append("\(table).resource <> 'global'") }
            conditions.append("\(table).resource = ?")
        }
        if resourceID != nil { conditions.append("\(table).resource_id IS NOT NULL AND \(table).resource_id = ?") }
        return conditions
    }

    /// The values of `conditions`, in order.
    var arguments: [SQLValue] {
        var arguments: [SQLValue] = []
        if let status { arguments.append(.status(status)) }
        if let event { arguments.append(.text(event)) }
        if let resource { arguments.append(.text(resource)) }
        if let resourceID { arguments.append(.text(resourceID)) }
        return arguments
    }

    /// What a cursor is bound to.
    var parts: [String?] { [event, status?.name, resource, resourceID] }
}
