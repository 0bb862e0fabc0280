/// Changes or removes rows that are found by the values of some of their columns, one row by each set of values.
public struct KeyedStatement: Sendable {
    let table: String
    /// Columns that are written; none when rows are removed.
    let written: [String]
    /// Columns that rows are found by.
    let keys: [String]
    /// For one row, with a placeholder for each column that is written, then for each of the key.
    let sql: String

    /// - Parameters:
    ///   - columns: that are written, apart by commas.
    ///   - keys: that a row is found by, apart by commas.
    static func update(_ table: String, set columns: String, where keys: String) -> KeyedStatement {
        let (written, keys) = (names(columns), names(keys))
        let values = written.map { "\($0) = ?" }.joined(separator: ", ")
        return KeyedStatement(table: table, written: written, keys: keys, sql: "UPDATE \(table) SET \(values) WHERE \(condition(keys))")
    }

    static func delete(from table: String, where keys: String) -> KeyedStatement {
        let keys = names(keys)
        return KeyedStatement(table: table, written: [], keys: keys, sql: "DELETE FROM \(table) WHERE \(condition(keys))")
    }

    private static func condition(_ keys: [String]) -> String { keys.map { "\($0) = ?" }.joined(separator: " AND ") }

    private static func names(_ list: String) -> [String] {
        list.split { $0 == "," || $0.isWhitespace }.map { String($0) }
    }
}
