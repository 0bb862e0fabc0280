import CLibPQ

/// A statement that takes many rows of values together, each column of them an array: far less work for the server than a
/// statement for each row.
struct PostgresArrays {
    /// Below this number of rows a statement for each is no slower.
    static let fewest = 8
    /// Rows and bytes that one statement takes: the server keeps them twice while it works, and puts more on its disk.
    private static let most = 500
    private static let mostBytes = 1 << 20

    /// What is done with each row of values.
    enum Form {
        case insert(InsertStatement)
        case change(KeyedStatement)
        case firstOfEach(String)
    }

    /// The statement, with a placeholder for each column.
    let sql: String
    /// What the server takes the values of each column for.
    let types: [Oid]

    /// Nil where a column is of a type that this does not know.
    init?(_ form: Form, types: [Oid]) {
        var arrays: [String] = []
        for type in types {
            guard let name = PostgresType.name(type) else { return nil }
            arrays.append("?::\(name)[]")
        }
        self.types = types
        sql = form.sql(with: "unnest(\(arrays.joined(separator: ", ")))", columns: types.count)
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

extension PostgresArrays.Form {
    /// The statement for one row of values.
    var sql: String {
        switch self {
        case .insert(let statement): statement.sql
        case .change(let statement): statement.sql
        case .firstOfEach(let sql): sql
        }
    }

    /// The statement for the rows that `arrays` brings. What answers row by row tells the number of the row, from 1, in its last
    /// column.
    fileprivate func sql(with arrays: String, columns count: Int) -> String {
        let columns = (1...max(count, 1)).map { "given.c\($0)" }
        let names = (1...max(count, 1)).map { "c\($0)" }.joined(separator: ", ")
        let given = "\(arrays) WITH ORDINALITY AS given (\(names), number)"
        switch self {
        case .insert(let statement):
            return "INSERT INTO \(statement.table) (\(statement.columns)) SELECT * FROM \(arrays)"
        case .change(let statement):
            let keys = zip(statement.keys, columns.dropFirst(statement.written.count))
            let condition = keys.map { "\(statement.table).\($0) = \($1)" }.joined(separator: " AND ")
            guard !statement.written.isEmpty else {
                return "DELETE FROM \(statement.table) USING \(given) WHERE \(condition) RETURNING given.number"
            }
            let values = zip(statement.written, columns).map { "\($0) = \($1)" }.joined(separator: ", ")
            return "UPDATE \(statement.table) SET \(values) FROM \(given) WHERE \(condition) RETURNING given.number"
        case .firstOfEach(let sql):
            // The offset keeps it a query of its own, carried out for one row after the other: in their order rows are locked too.
            let query = PostgresStatement.replacingPlaceholders(in: sql) { columns[$0 - 1] }
            return "SELECT found.*, given.number FROM \(given) CROSS JOIN LATERAL (\(query) OFFSET 0) AS found"
        }
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
