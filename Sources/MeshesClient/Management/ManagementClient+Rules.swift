extension ManagementClient {
    private struct Envelope: Decodable { let rule: API.Rule }

    /// Rules of one workspace, or of all that the key reaches.
    public func rules(
        in workspace: WorkspaceID? = nil, matching query: RuleQuery = RuleQuery(), _ page: PageQuery = PageQuery()
    ) async throws(ClientError) -> API.Page<API.Rule> {
        try await send(.get(scope(workspace) + "/rules", query: query.items + page.items))
    }

    public func rule(_ id: RuleID) async throws(ClientError) -> API.Rule {
        try await send(.get("/rules/\(id)"))
    }

    public func createRule(_ rule: API.RuleCreate) async throws(ClientError) -> API.Rule {
        try await send(.post("/rules", rule), as: Envelope.self).rule
    }

    /// Deletes a rule; its unfinished deliveries are canceled.
    public func deleteRule(_ id: RuleID) async throws(ClientError) {
        _ = try await transport.bytes(of: Call(method: "DELETE", path: "/rules/\(id)"), credential: credential)
    }
}
