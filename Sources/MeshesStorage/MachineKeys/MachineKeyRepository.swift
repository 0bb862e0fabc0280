public import MeshesModel

/// Machine keys. Their secrets are encrypted in the database.
public struct MachineKeyRepository: Sendable {
    let core: StoreCore

    /// Makes a key with a fresh secret.
    ///
    /// - Parameter workspace: limits the key to it.
    /// - Throws: `notFound` for a foreign workspace.
    public func create(
        _ access: Access, name: String, workspace: Workspace.ID? = nil, expiresAt: Timestamp? = nil
    ) async throws -> MachineKey {
        let key = MachineKey(
            fresh: name, organization: access.organization, workspace: workspace ?? access.workspace, expiresAt: expiresAt, core)
        let encryption = core.keys
        try await core.database.write { connection in
            _ = try access.narrowed(to: workspace, on: connection)
            try key.insert(sealedBy: encryption, on: connection)
        }
        return key
    }

    /// The keys that tokens name, in the order of the names; also those that are revoked or expired, nil for unknown ones. One
    /// whose secret cannot be opened is a failure of its own.
    public func find(_ accessKeys: [String]) async throws -> [Result<MachineKey, any Error>?] {
        let encryption = core.keys
        return try await core.database.read { connection in
            try connection.firstOfEach(
                "SELECT \(MachineKey.columns) FROM machine_keys k WHERE k.access_key = ?", accessKeys.map { [.text($0)] }
            ) { row in Result { try MachineKey(row, encryption) } }
        }
    }

    /// All keys within reach, newest first.
    public func list(_ access: Access) async throws -> [MachineKey] {
        let encryption = core.keys
        return try await core.database.read { connection in
            try connection.query(
                "SELECT \(MachineKey.columns) FROM machine_keys k WHERE \(access.condition("k")) ORDER BY k.id DESC",
                access.arguments
            ) { try MachineKey($0, encryption) }
        }
    }

    /// Ends a key at once. Revoking twice changes nothing.
    ///
    /// - Throws: `notFound`.
    public func revoke(_ access: Access, _ id: MachineKey.ID) async throws {
        let now = core.time.now()
        try await core.database.write { connection in
            let changed = try connection.execute(
                """
                UPDATE machine_keys SET revoked_at = COALESCE(revoked_at, ?)
                WHERE id = ? AND \(access.condition("machine_keys"))
                """, [.time(now), .id(id)] + access.arguments)
            guard changed > 0 else { throw MeshesError.notFound("Machine key") }
        }
    }
}
