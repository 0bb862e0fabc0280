import Hummingbird

extension Request {
    /// The number of the attempt that a webhook carries.
    var attemptNumber: String? {
        headers.first { $0.name.canonicalName == "x-meshes-attempt" }?.value
    }
}
