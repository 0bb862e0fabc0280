import Foundation

/// The address of a server. Both `https://host` and `https://host/api/v1` are understood, as the published clients do.
struct BaseURL: Sendable {
    /// Without `/api/v1` and without a slash at the end.
    let root: String

    init(_ text: String) throws(ClientError) {
        var text = text.trimmingCharacters(in: .whitespaces)
        while text.hasSuffix("/") { text.removeLast() }
        if text.hasSuffix("/api/v1") { text.removeLast("/api/v1".count) }
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            url.host()?.isEmpty == false, url.query() == nil, url.fragment() == nil
        else {
            throw .invalid("\"\(text)\" is not an http or https address.")
        }
        root = text
    }

    /// - Parameters:
    ///   - path: below `/api/v1`, starting with a slash, with nothing in it that needs escaping.
    ///   - query: values as they are; nil ones are left out.
    func url(path: String, query: [(String, String?)]) -> String {
        var components = URLComponents()
        components.queryItems = query.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
        // A plus sign is legal in a query but read as a space by form decoders.
        let encoded = components.percentEncodedQuery?.replacing("+", with: "%2B") ?? ""
        return root + "/api/v1" + path + (encoded.isEmpty ? "" : "?" + encoded)
    }
}
