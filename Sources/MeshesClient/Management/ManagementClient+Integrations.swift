public import MeshesModel

extension ManagementClient {
    /// The kinds of destination that the server has, each with its form and its actions.
    public func integrations() async throws(ClientError) -> API.Page<JSONValue> {
        try await send(.get("/integrations"))
    }
}
