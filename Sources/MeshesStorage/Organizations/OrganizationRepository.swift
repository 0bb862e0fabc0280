public import MeshesModel

/// The organisations of an installation. Nothing here takes an `Access`: it is what accesses are made from.
public struct OrganizationRepository: Sendable {
    let core: StoreCore

    /// Makes an organisation with a version 4 id.
    public func create(name: String) async throws -> Organization {
        let organization = Organization(id: core.ids.random(), name: name, createdAt: core.time.now())
        try await core.database.write { try Self.insert(organization, on: $0) }
        return organization
    }

    /// Gives an empty store what it begins with, all of it or nothing; nil where there is an organisation already.
    public func setUp(name: String, workspace workspaceName: String) async throws -> FirstOrganization? {
        let organization = Organization(id: core.ids.random(), name: name, createdAt: core.time.now())
        let machineKey = MachineKey(fresh: "First key", organization: organization.id, core)
        let workspace = Workspace(fresh: workspaceName, organization: organization.id, core)
        let publishableKey = PublishableKey(firstOf: workspace, core)
        let keys = core.keys
        return try await core.database.write { connection in
            let other = try connection.first("SELECT 1 FROM organizations LIMIT 1", []) { _ in true }
            guard other == nil else { return nil }
            try Self.insert(organization, on: connection)
            try machineKey.insert(sealedBy: keys, on: connection)
            _ = try workspace.insert(on: connection)
            try publishableKey.insert(on: connection)
            return FirstOrganization(
                organization: organization, machineKey: machineKey, workspace: workspace, publishableKey: publishableKey)
        }
    }

    private static func insert(_ organization: Organization, on connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, ?)",
            [.id(organization.id), .text(organization.name), .time(organization.createdAt)])
    }

    /// All of them, the oldest first.
    public func all() async throws -> [Organization] {
        try await core.database.read { connection in
            try connection.query("SELECT id, name, created_at FROM organizations ORDER BY created_at, id", []) {
                try Organization($0)
            }
        }
    }

    /// - Throws: `notFound`.
    public func get(_ id: Organization.ID) async throws -> Organization {
        try await core.database.read { connection in
            let found = try connection.first("SELECT id, name, created_at FROM organizations WHERE id = ?", [.id(id)]) {
                try Organization($0)
            }
            guard let found else { throw MeshesError.notFound("Organization") }
            return found
        }
    }
}

extension Organization {
    fileprivate init(_ row: any SQLRow) throws {
        self.init(id: try row.id(0), name: row.text(1), createdAt: row.time(2))
    }
}
