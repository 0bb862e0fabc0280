import MeshesModel

extension IdempotencyRecord {
    static func find(_ workspace: Workspace.ID, _ key: String, on connection: any SQLConnection) throws -> IdempotencyRecord? {
        try connection.first(
            "SELECT body_hash, status, body, created_at FROM idempotency WHERE workspace_id = ? AND key = ?",
            [.id(workspace), .text(key)]
        ) { row in
            IdempotencyRecord(
                workspace: workspace, key: key, bodyHash: row.blob(0), status: row.int(1), body: row.blob(2), createdAt: row.time(3))
        }
    }
}
