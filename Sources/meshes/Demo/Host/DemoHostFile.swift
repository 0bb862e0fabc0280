import Hummingbird

/// The files of the demo product's page, which the program carries in itself.
enum DemoHostFile: CaseIterable {
    case page, style, script

    var path: String {
        switch self {
        case .page: "/"
        case .style: "/host.css"
        case .script: "/host.js"
        }
    }

    /// - Parameter server: the Meshes server, from which the page may take the host script and frames.
    func response(server: String) -> Response {
        let policy =
            "default-src 'none'; script-src 'self' \(server); style-src 'self'; frame-src \(server); connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return Response(
            status: .ok, headers: [.contentType: contentType, .contentSecurityPolicy: policy, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private var contentType: String {
        switch self {
        case .page: "text/html; charset=utf-8"
        case .style: "text/css; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        }
    }

    private var bytes: [UInt8] {
        switch self {
        case .page: PackageResources.index_html
        case .style: PackageResources.host_css
        case .script: PackageResources.host_js
        }
    }
}
