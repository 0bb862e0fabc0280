import MeshesModel
import MeshesStorage
import Testing

extension StoreFixture {
    /// Another organisation, which must not see anything of the first.
    func stranger() async throws -> Access {
        let access = Access.system(try await store.organizations.create(name: "Stranger").id)
        _ = try await store.workspaces.create(access, name: "Main", description: nil)
        return access
    }

    func connect(
        _ name: String = "Orders", in workspace: Workspace? = nil, secrets: [String: Secret] = [:], active: Bool = true
    ) async throws -> Connection {
        try await store.connections.create(
            access,
            NewConnection(
                workspace: (workspace ?? self.workspace).id, type: .webhook, name: name,
                metadata: ["url": "https://hooks.example.com"], secrets: secrets, active: active))
    }

    /// A rule that is not stored yet.
    func newRule(
        _ event: String = "order.paid", to connection: Connection, resource: String? = nil, resourceID: String? = nil,
        metadata: JSONObject = ["action": "send_webhook"]
    ) -> Rule {
        Rule(
            id: ids.next(), organization: access.organization, workspace: connection.workspace, connection: connection.id,
            type: .webhook, event: event, resource: resource, resourceID: resourceID, metadata: metadata, createdBy: "system",
            createdAt: time.now(), updatedAt: time.now())
    }

    func route(_ event: String = "order.paid", to connection: Connection) async throws -> Rule {
        try await store.rules.create(access, newRule(event, to: connection))
    }

    /// A connection with a rule for `order.paid`.
    func destination(_ name: String = "Orders", in workspace: Workspace? = nil) async throws -> (connection: Connection, rule: Rule) {
        let connection = try await connect(name, in: workspace)
        return (connection, try await route(to: connection))
    }
}
