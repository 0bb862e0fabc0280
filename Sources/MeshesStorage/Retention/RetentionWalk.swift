import MeshesModel

/// Goes from workspace to workspace and gathers in batches the ids of what is past its time. Each look is a span of an index
/// that begins with the workspace, so that what others keep for longer is never read.
struct RetentionWalk<Entity>: Sendable {
    struct Span: Sendable {
        let workspace: Workspace.ID
        /// The last id that was gathered.
        var after = Identifier<Entity>(high: 0, low: 0)
        let before: Identifier<Entity>
    }

    typealias Found = (workspace: Workspace.ID, id: Identifier<Entity>)

    /// So that no read lasts long, however many workspaces have nothing to cut.
    private static var workspacesAtOnce: Int { 500 }

    private let sql: String
    private var spans: ArraySlice<Span>

    /// The bounds are compared as rows, which no other index than the one of `columns` can answer: with a condition on each column
    /// PostgreSQL may go along the primary key instead, through the rows of everybody.
    ///
    /// - Parameters:
    ///   - id: the column that is gathered.
    ///   - columns: of an index, from the workspace to the id.
    ///   - bound: values of the columns, with placeholders for workspace and id.
    init(
        _ spans: [Span], _ id: String, of table: String, along columns: String, bound: String = "?, ?",
        where condition: String = "1 = 1"
    ) {
        sql = """
            SELECT \(id) FROM \(table) WHERE (\(columns)) > (\(bound)) AND (\(columns)) < (\(bound)) AND \(condition)
            ORDER BY \(columns) LIMIT ?
            """
        self.spans = spans[...]
    }

    var isOver: Bool { spans.isEmpty }

    /// - Returns: at most `limit` ids with their workspaces; fewer, or none, does not mean that the walk is over.
    mutating func next(_ limit: Int, on connection: any SQLConnection) throws -> [Found] {
        var found: [Found] = []
        for _ in 0..<Self.workspacesAtOnce {
            let room = limit - found.count
            guard room > 0, let span = spans.first else { break }
            let ids: [Identifier<Entity>] = try connection.query(
                sql, [.id(span.workspace), .id(span.after), .id(span.workspace), .id(span.before), .int(room)]
            ) { try $0.id(0) }
            found += ids.map { (span.workspace, $0) }
            if ids.count == room, let last = ids.last { spans[spans.startIndex].after = last } else { spans.removeFirst() }
        }
        return found
    }
}
