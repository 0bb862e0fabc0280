public import MeshesModel

/// The organisations of an installation. Nothing here takes an `Access`: it is what accesses are made from.
public struct OrganizationRepository: Sendable {
    let core: StoreCore

    /// Makes an organisation with a version 4 id.
    public func create(name: String) async throws -> Organization {
        let organization = Organization(id: core.ids.random(), name: name, createdAt: core.time.now())
        try await core.database.write { connection in
            _ = try connection.execute(
                "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, ?)",
                [.id(organization.id), .text(name), .time(organization.createdAt)])
        }
        return organization
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
