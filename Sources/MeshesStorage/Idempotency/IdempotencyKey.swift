import MeshesModel

/// What an idempotency record is found by.
struct IdempotencyKey: Hashable {
    let workspace: Workspace.ID
    let key: String

    init(_ record: IdempotencyRecord) {
        workspace = record.workspace
        key = record.key
    }
}
