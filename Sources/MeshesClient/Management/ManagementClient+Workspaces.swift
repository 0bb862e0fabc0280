extension ManagementClient {
    private struct Envelope: Decodable { let workspace: API.Workspace }
    private struct Draft: Encodable {
        let name: String
        let description: String?
        let retention: API.Retention?
    }

    public func workspaces(_ page: PageQuery = PageQuery()) async throws(ClientError) -> API.Page<API.Workspace> {
        try await send(.get("/workspaces", query: page.items))
    }

    /// One workspace, with its publishable key.
    public func workspace(_ id: WorkspaceID) async throws(ClientError) -> API.Workspace {
        try await send(.get("/workspaces/\(id)"))
    }

    /// - Parameter name: 3 to 50 characters of `[a-zA-Z0-9 _-]`, unique in the organisation (409).
    public func createWorkspace(
        name: String, description: String? = nil, retention: API.Retention? = nil
    ) async throws(ClientError) -> API.Workspace {
        let draft = Draft(name: name, description: description, retention: retention)
        return try await send(.post("/workspaces", draft), as: Envelope.self).workspace
    }

    /// Changes a workspace.
    ///
    /// - Parameters:
    ///   - name: 3 to 50 characters of `[a-zA-Z0-9 _-]`, unique in the organisation (409).
    ///   - description: nil keeps it.
    ///   - retention: nil keeps it; an empty one goes back to the server's settings.
    public func updateWorkspace(
        _ id: WorkspaceID, name: String, description: String? = nil, retention: API.Retention? = nil
    ) async throws(ClientError) -> API.Workspace {
        let draft = Draft(name: name, description: description, retention: retention)
        return try await send(Call(method: "PUT", path: "/workspaces/\(id)", body: .value(draft)))
    }
}
