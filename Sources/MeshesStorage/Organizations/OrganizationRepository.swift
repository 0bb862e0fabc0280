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

    /// Makes an organisation where there is none; nil where there is one already.
    public func createFirst(name: String) async throws -> Organization? {
        let organization = Organization(id: core.ids.random(), name: name, createdAt: core.time.now())
        return try await core.database.write { connection in
            let other = try connection.first("SELECT 1 FROM organizations LIMIT 1", []) { _ in true }
            guard other == nil else { return nil }
            try Self.insert(organization, on: connection)
            return organization
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
