import MeshesModel

/// Statements on the queue that several parts use.
enum QueueSQL {
    /// New `available_at`, new holder, then the key.
    static let move = KeyedStatement.update(
        "queue", set: "available_at, holder", where: "connection_id, available_at, delivery_id")
    /// The key.
    static let remove = KeyedStatement.delete(from: "queue", where: "connection_id, available_at, delivery_id")
    /// The key, event, rule, workspace, holder.
    static let insert = InsertStatement(
        into: "queue", "connection_id, available_at, delivery_id, event_id, rule_id, workspace_id, holder")
}

extension QueueKey {
    /// The columns of the primary key, in its order.
    var arguments: [SQLValue] { [.id(connection), .time(availableAt), .id(delivery)] }
}
