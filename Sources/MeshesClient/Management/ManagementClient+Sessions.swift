extension ManagementClient {
    /// Mints an embed session: its access token for the frame, its launch URL for the frame's `src`.
    public func createSession(_ session: API.SessionCreate) async throws(ClientError) -> API.Session {
        try await send(.post("/sessions", session))
    }

    /// A new access token of the same session. 409 when it was revoked or is past its longest life: mint another then.
    public func refreshSession(_ id: String) async throws(ClientError) -> API.Session {
        try await send(.post("/sessions/\(id)/refresh"))
    }

    /// A new launch URL of the same session, for a frame that is loaded anew. 409 as for a refresh.
    public func launchSession(_ id: String) async throws(ClientError) -> API.SessionLaunch {
        try await send(.post("/sessions/\(id)/launch"))
    }

    /// Sessions of a workspace, newest first.
    ///
    /// - Parameter status: `active` or `revoked`; nil takes both.
    public func sessions(
        in workspace: WorkspaceID, status: String? = nil, _ page: PageQuery = PageQuery()
    ) async throws(ClientError) -> API.Page<API.SessionRecord> {
        try await send(.get("/sessions", query: [("workspace_id", "\(workspace)"), ("status", status)] + page.items))
    }

    /// Ends a session; its pages stop at their next call. Revoking twice changes nothing.
    public func revokeSession(_ id: String) async throws(ClientError) {
        _ = try await transport.bytes(of: Call(method: "DELETE", path: "/sessions/\(id)"), credential: credential)
    }
}
