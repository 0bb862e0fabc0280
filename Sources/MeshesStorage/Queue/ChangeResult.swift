public import MeshesModel

/// What became of a `DeliveryChange`.
public enum ChangeResult: Sendable {
    case applied
    /// The queue row moved on, or the node was ended: the delivery is no longer its own. Nothing was written.
    case fenced
    /// The delivery is no longer as the change expects it; this is how it is now. Nothing was written, the lease holds.
    case conflict(status: DeliveryStatus, cancelRequested: Bool)
    /// Nothing was written.
    case failed(any Error)
}
