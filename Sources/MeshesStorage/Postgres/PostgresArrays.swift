import CLibPQ

/// Rows that one statement adds together, each column of them an array: a third less work for the server than a statement for
/// each row.
struct PostgresArrays {
    /// Below this number of rows a statement for each is no slower.
    static let fewest = 8
    /// Rows and bytes that one statement takes: the server keeps them twice while it works, and puts more on its disk.
    private static let most = 500
    private static let mostBytes = 1 << 20

    /// The statement, with a placeholder for each column.
    let sql: String
    /// What the server takes the values of each column for.
    let types: [Oid]

    /// Nil where a column is of a type that this does not know.
    init?(_ statement: InsertStatement, types: [Oid]) {
        var arrays: [String] = []
        for type in types {
            guard let name = PostgresType.name(type) else { return nil }
            arrays.append("?::\(name)[]")
        }
        self.types = types
        sql = "INSERT INTO \(statement.table) (\(statement.columns)) SELECT * FROM unnest(\(arrays.joined(separator: ", ")))"
    }

    /// Rows in their order, cut where one statement should take no more.
    static func parts(_ rows: [[SQLValue]]) -> [ArraySlice<[SQLValue]>] {
        var parts: [ArraySlice<[SQLValue]>] = []
        var start = 0
        var bytes = 0
        for (index, row) in rows.enumerated() {
            let size = row.reduce(0) { $0 + $1.variableSize }
            if index > start, index - start == most || bytes + size > mostBytes {
                parts.append(rows[start..<index])
                (start, bytes) = (index, 0)
            }
            bytes += size
        }
        parts.append(rows[start...])
        return parts
    }
}

extension SQLValue {
    /// Bytes of values that may be long; 0 for others.
    fileprivate var variableSize: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .blob(let blob): blob.count
        case .null, .integer, .real, .uuid: 0
        }
    }
}
