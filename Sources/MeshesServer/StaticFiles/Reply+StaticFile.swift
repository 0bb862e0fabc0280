import HTTPTypes
import Hummingbird

extension Reply {
    /// How long browsers may keep a file.
    enum Caching: String, Sendable {
        /// The name changes with the content.
        case immutable = "public, max-age=31536000, immutable"
        /// The name stays; browsers ask every time whether it changed.
        case revalidated = "public, no-cache"
    }

    /// A file, or 304 when the caller has it already.
    init(_ file: StaticFile, to request: Request, caching: Caching) {
        let compressed = Self.takesGzip(request.headers) ? file.gzip : nil
        let tag = compressed == nil ? "\"\(file.hash)\"" : "\"\(file.hash)-gzip\""
        let isKnown = Self.tags(request.headers).contains(where: { $0 == tag || $0 == "*" })
        self.init(
            isKnown ? .notModified : .ok, body: isKnown ? ByteBuffer() : compressed ?? file.bytes,
            contentType: file.contentType)
        headers[.cacheControl] = caching.rawValue
        headers[.eTag] = tag
        headers[.vary] = "Accept-Encoding"
        if compressed != nil, !isKnown { headers[.contentEncoding] = "gzip" }
    }

    /// Browsers name the codings they take; `gzip;q=0` refuses it.
    private static func takesGzip(_ headers: HTTPFields) -> Bool {
        (headers[.acceptEncoding] ?? "").split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first == "gzip" || parts.first == "*" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { "123456789".contains($0) } }
        }
    }

    private static func tags(_ headers: HTTPFields) -> [String] {
        (headers[.ifNoneMatch] ?? "").split(separator: ",").map { tag in
            let bare = tag.filter { $0 != " " }
            return bare.hasPrefix("W/") ? String(bare.dropFirst(2)) : bare
        }
    }
}
