import MeshesClient

/// Names of connections, fetched once for each workspace and again when an unknown one turns up.
struct ConnectionNames: Sendable {
    private var names: [ConnectionID: String] = [:]
    private var missing: Set<ConnectionID> = []

    /// The name; a deleted connection is shown by the end of its id.
    subscript(id: ConnectionID) -> String {
        names[id] ?? "deleted …\(id.description.suffix(6))"
    }

    /// Makes sure that the names of these deliveries are known, as far as the connections still exist.
    mutating func learn(_ deliveries: [API.Delivery], from client: ManagementClient) async throws(ClientError) {
        for delivery in deliveries where names[delivery.connection] == nil && !missing.contains(delivery.connection) {
            let page = try await client.connections(in: delivery.workspace, PageQuery(limit: 200))
            for connection in page.records { names[connection.id] = connection.name }
            if names[delivery.connection] == nil { missing.insert(delivery.connection) }
        }
    }
}
