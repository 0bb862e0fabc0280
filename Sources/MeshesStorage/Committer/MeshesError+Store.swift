import MeshesModel

extension MeshesError {
    /// Too much waits for the disk, the disk takes nothing more, or the store is closed.
    static let storeUnavailable = MeshesError(
        .serviceUnavailable, "The store cannot take this at the moment. Try again.", retryAfter: 1)
}
