/// A condition of a statement with the values of its placeholders, in order.
struct SQLCondition {
    var sql: String
    var arguments: [SQLValue]

    func and(_ sql: String, _ arguments: [SQLValue] = []) -> SQLCondition {
        SQLCondition(sql: "\(self.sql) AND \(sql)", arguments: self.arguments + arguments)
    }
}
