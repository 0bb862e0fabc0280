public import MeshesModel

/// The answer to a request that carried an idempotency key (api.md 12).
public struct IdempotencyRecord: Hashable, Sendable {
    public var workspace: Workspace.ID
    /// 1 to 255 characters.
    public var key: String
    /// SHA-256 of the request's body.
    public var bodyHash: [UInt8]
    /// HTTP status of the first answer.
    public var status: Int
    /// Body of the first answer.
    public var body: [UInt8]
    public var createdAt: Timestamp

    public init(workspace: Workspace.ID, key: String, bodyHash: [UInt8], status: Int, body: [UInt8], createdAt: Timestamp) {
        self.workspace = workspace
        self.key = key
        self.bodyHash = bodyHash
        self.status = status
        self.body = body
        self.createdAt = createdAt
    }
}
