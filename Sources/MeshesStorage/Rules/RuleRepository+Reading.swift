public import MeshesModel

extension RuleRepository {
    /// - Throws: `notFound`.
    public func get(_ access: Access, _ id: Rule.ID) async throws -> Rule {
        try await core.database.read { connection in
            guard let rule = try Rule.find(access, id, on: connection) else { throw MeshesError.notFound("Rule") }
            return rule
        }
    }

    /// Rules, newest first; of one workspace, or of all within reach.
    ///
    /// - Throws: `notFound` for a foreign workspace, 400 for a foreign cursor.
    public func list(
        _ access: Access, _ workspace: Workspace.ID? = nil, _ filter: RuleFilter = RuleFilter(), _ page: PageRequest
    ) async throws -> Page<Rule> {
        try await core.database.read { connection in
            let access = try access.narrowed(to: workspace, on: connection)
            let key = ListKey("rules", access, filter.parts)
            let after = try key.position(of: page, Rule.self)
            let reach = access.rules("r")
            let condition = filter.condition
            let rules = try connection.query(
                """
                SELECT \(Rule.columns) FROM rules r WHERE \(reach.sql) AND \(condition.sql) AND r.id < ?
                ORDER BY r.id DESC LIMIT ?
                """, reach.arguments + condition.arguments + [.id(after), .int(page.limit + 1)]
            ) { try Rule($0) }
            return key.page(rules, page) { $0.id }
        }
    }

    /// The metadata that a delivery was accepted under, also of a rule that is gone; nil for an unknown version.
    public func metadata(_ workspace: Workspace.ID, _ rule: Rule.ID, version: Int64) async throws -> JSONObject? {
        try await core.database.read { connection in
            try connection.first(
                "SELECT metadata FROM rule_versions WHERE rule_id = ? AND version = ? AND workspace_id = ?",
                [.id(rule), .integer(version), .id(workspace)]
            ) { try JSONObject(stored: $0.text(0)) }
        }
    }
}
