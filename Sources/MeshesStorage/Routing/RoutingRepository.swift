public import MeshesModel

/// Routing tables as acceptance keeps them in memory.
public struct RoutingRepository: Sendable {
    let core: StoreCore

    /// The active rules of a workspace with the version they are good for; nil for a workspace that does not exist.
    public func table(_ workspace: Workspace.ID) async throws -> RoutingTable? {
        try await core.database.read { connection in
            let owner = try connection.first(
                "SELECT organization_id, routing_version FROM workspaces WHERE id = ?", [.id(workspace)]
            ) { (organization: try $0.id(0, of: Organization.self), version: $0.integer(1)) }
            guard let owner else { return nil }
            var routes: [String: [RoutingTable.Route]] = [:]
            let found = try connection.query(
                """
                SELECT r.event, r.id, r.version, r.connection_id, r.type, r.resource, r.resource_id, c.active
                FROM rules r JOIN connections c ON c.id = r.connection_id
                WHERE r.workspace_id = ? AND r.active = 1 ORDER BY r.id
                """, [.id(workspace)]
            ) { row in
                (
                    event: row.text(0),
                    route: RoutingTable.Route(
                        rule: try row.id(1), ruleVersion: row.integer(2), connection: try row.id(3), type: try row.value(4),
                        resource: row.optionalText(5), resourceID: row.optionalText(6), connectionActive: row.bool(7))
                )
            }
            for (event, route) in found { routes[event, default: []].append(route) }
            return RoutingTable(organization: owner.organization, workspace: workspace, version: owner.version, routes: routes)
        }
    }
}
