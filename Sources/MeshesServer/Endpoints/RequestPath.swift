import Hummingbird

enum RequestPath {
    /// The path of a request without its query, as it was sent.
    static func path(of request: Request) -> String {
        guard let target = request.head.path, target.utf8.first == UInt8(ascii: "/") else { return request.uri.path }
        guard let end = target.utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { return target }
        return String(target[..<end])
    }
}
