/// A condition of a statement with the values of its placeholders, in order.
struct SQLCondition {
    var sql: String
    var arguments: [SQLValue]

    /// Holds for everything.
    static let all = SQLCondition(sql: "1 = 1", arguments: [])

    var isAll: Bool { sql == Self.all.sql }

    func and(_ sql: String, _ arguments: [SQLValue] = []) -> SQLCondition {
        SQLCondition(sql: isAll ? sql : "\(self.sql) AND \(sql)", arguments: self.arguments + arguments)
    }

    func and(_ other: SQLCondition) -> SQLCondition {
        other.isAll ? self : and(other.sql, other.arguments)
    }
}
