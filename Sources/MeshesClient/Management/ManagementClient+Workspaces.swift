extension ManagementClient {
    private struct Envelope: Decodable { let workspace: API.Workspace }
    private struct Create: Encodable {
        let name: String
        let description: String?
    }

    public func workspaces(_ page: PageQuery = PageQuery()) async throws(ClientError) -> API.Page<API.Workspace> {
        try await send(.get("/workspaces", query: page.items))
    }

    /// One workspace, with its publishable key.
    public func workspace(_ id: WorkspaceID) async throws(ClientError) -> API.Workspace {
        try await send(.get("/workspaces/\(id)"))
    }

    /// - Parameter name: 3 to 50 characters of `[a-zA-Z0-9 _-]`, unique in the organisation (409).
    public func createWorkspace(name: String, description: String? = nil) async throws(ClientError) -> API.Workspace {
        try await send(.post("/workspaces", Create(name: name, description: description)), as: Envelope.self).workspace
    }
}
