import MeshesModel

extension EncryptionKey {
    /// Opens one secret of the store, so that another key shows when the program starts and not at the first request.
    ///
    /// - Throws: `EncryptionKeyError.wrongKey`.
    func check(on driver: any DatabaseDriver) throws {
        let sealed = try driver.transaction { connection in
            try connection.first("SELECT id, secret FROM machine_keys ORDER BY id LIMIT 1", []) { row in
                (owner: try row.id(0, of: MachineKey.self), secret: row.blob(1))
            }
        }
        if let sealed { _ = try open(sealed.secret, for: sealed.owner) }
    }
}
