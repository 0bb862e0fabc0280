import Hummingbird

/// One file of the pages as it is served.
struct StaticFile: Sendable {
    /// Where it is served, for example `/assets/app-7QX2HMBD.js`.
    let path: String
    /// With its character set.
    let contentType: String
    /// Changes whenever the bytes do.
    let hash: String
    let bytes: ByteBuffer
    /// The same, compressed; nil where compression gains nothing.
    let gzip: ByteBuffer?
}
