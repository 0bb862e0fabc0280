import MeshesModel

extension WorkspaceRetention {
    /// Columns of `workspaces w`, in the order of `Part`.
    static let columns = "w.keep_events, w.keep_failed_events, w.keep_payloads, w.keep_response_details, w.keep_counters"

    /// - Parameter start: where `columns` begin in the row.
    init(_ row: any SQLRow, at start: Int) {
        self.init()
        for (offset, part) in Part.allCases.enumerated() { self[part] = row.optionalInt(start + offset) }
    }

    /// The values of `columns`.
    var arguments: [SQLValue] { Part.allCases.map { .int(self[$0]) } }
}
