/// Adds whole rows to a table.
public struct InsertStatement: Sendable {
    let table: String
    let columns: String
    /// Of one row, with a placeholder for each column.
    let sql: String

    /// - Parameter columns: their names, apart by commas.
    init(into table: String, _ columns: String) {
        self.table = table
        self.columns = columns
        let count = columns.split(separator: ",").count
        sql = "INSERT INTO \(table) (\(columns)) VALUES (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
    }
}
