import MeshesModel
import NIOCore

/// What became of one event of a bulk call.
enum BulkItem: Sendable {
    case accepted(Event)
    /// Accepted by an earlier call with the same key: the record as it was answered then.
    case replayed(ByteBuffer)
    case refused(MeshesError)

    var error: MeshesError? {
        if case .refused(let error) = self { error } else { nil }
    }
}
