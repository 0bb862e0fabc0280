extension ManagementClient {
    private struct Envelope: Decodable { let connection: API.Connection }

    /// Connections of one workspace, or of all that the key reaches.
    public func connections(
        in workspace: WorkspaceID? = nil, _ page: PageQuery = PageQuery()
    ) async throws(ClientError) -> API.Page<API.Connection> {
        try await send(.get(scope(workspace) + "/connections", query: page.items))
    }

    public func connection(_ id: ConnectionID) async throws(ClientError) -> API.Connection {
        try await send(.get("/connections/\(id)"))
    }

    /// Creates a connection; the server tries it first (422 when that fails).
    public func createConnection(_ connection: API.ConnectionCreate) async throws(ClientError) -> API.Connection {
        try await send(.post("/connections", connection), as: Envelope.self).connection
    }

    public func updateConnection(_ id: ConnectionID, _ update: API.ConnectionUpdate) async throws(ClientError) -> API.Connection {
        try await send(Call(method: "PUT", path: "/connections/\(id)", body: .value(update)))
    }

    /// - Parameter force: deletes its rules too; without it a connection that has rules is refused (409).
    public func deleteConnection(_ id: ConnectionID, force: Bool = false) async throws(ClientError) {
        _ = try await transport.bytes(
            of: Call(method: "DELETE", path: "/connections/\(id)", body: .value(["force_delete": force])), credential: credential)
    }

    /// The path prefix of a list: of one workspace or of the organisation.
    func scope(_ workspace: WorkspaceID?) -> String {
        workspace.map { "/workspaces/\($0)" } ?? ""
    }
}
