public import MeshesModel

extension ServerFixture {
    /// The access of an embed session to the tenant's workspace, without a session in the store.
    public func session(
        _ role: SessionRole, _ type: SessionType = .workspace, lock: ResourceLock? = nil, scopes: Set<SessionScope> = []
    ) -> Access {
        .session(
            SessionGrant(session: services.ids.next(), role: role, type: type, lock: lock, scopes: scopes),
            organization: tenant.organization.id, workspace: tenant.workspace.id)
    }

    /// The `id` of something that the API answered.
    public func id<Entity>(_ json: JSONValue) throws -> Identifier<Entity> {
        guard let id = json["id"]?.string.flatMap({ Identifier<Entity>($0) }) else {
            throw BrokenPromise(description: "has no id: \(json.compactText)")
        }
        return id
    }

    public func hide(rule: JSONValue) async throws {
        var body: JSONObject = ["hidden": true]
        body["event"] = rule["event"]
        _ = try expect(200, try await send(.put, "/api/v1/rules/" + (rule["id"]?.string ?? ""), json: .object(body)))
    }

    public func hide(connection: JSONValue) async throws {
        let body: JSONObject = ["name": connection["name"] ?? .null, "metadata": connection["metadata"] ?? .null, "hidden": true]
        _ = try expect(200, try await send(.put, "/api/v1/connections/" + (connection["id"]?.string ?? ""), json: .object(body)))
    }
}
