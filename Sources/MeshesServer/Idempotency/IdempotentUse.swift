import Crypto
import Hummingbird
import MeshesModel
import MeshesStorage
import NIOCore

/// One request that carries an idempotency key.
struct IdempotentUse: Hashable, Sendable {
    let workspace: Workspace.ID
    let key: String
    /// SHA-256 of what must be the same the next time.
    let hash: [UInt8]

    init(workspace: Workspace.ID, key: String, body: ByteBuffer) {
        self.workspace = workspace
        self.key = key
        var hasher = SHA256()
        body.withUnsafeReadableBytes { hasher.update(bufferPointer: $0) }
        hash = Array(hasher.finalize())
    }

    /// Of one item of a bulk call. Marked as such, so that a single call with the same bytes is another use.
    init(workspace: Workspace.ID, key: String, item: some Sequence<UInt8>) {
        self.init(workspace: workspace, key: key, body: ByteBuffer(bytes: Array("item\n".utf8) + Array(item)))
    }

    func record(status: Int, body: ByteBuffer, at now: Timestamp) -> IdempotencyRecord {
        IdempotencyRecord(
            workspace: workspace, key: key, bodyHash: hash, status: status, body: Array(body.readableBytesView), createdAt: now)
    }
}
