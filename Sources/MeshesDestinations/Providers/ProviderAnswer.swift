import MeshesModel

/// What a provider answered.
struct ProviderAnswer: Sendable {
    /// The call that was answered.
    let request: OutboundRequest
    let raw: OutboundAnswer
    /// The body; nil when it is empty, cut, or no JSON (the page of a proxy), which is never an error by itself.
    let json: JSONValue?

    init(_ raw: OutboundAnswer, to request: OutboundRequest) {
        self.raw = raw
        self.request = request
        json = raw.bodyCut || raw.body.readableBytes == 0 ? nil : try? JSONValue(parsing: Array(raw.body.readableBytesView))
    }

    var status: Int { raw.status }
    var isSuccess: Bool { (200..<300).contains(status) }
    /// Whether the body is neither empty nor JSON.
    var isForeign: Bool { json == nil && (raw.bodyCut || raw.body.readableBytes > 0) }

    /// The first value of a header, by its name in lower case.
    func header(_ name: String) -> String? { raw.header(name) }

    subscript(_ key: String) -> JSONValue? { json?[key] }
}
